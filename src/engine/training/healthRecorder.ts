/**
 * Looks at the inside of training, but only while somebody is interested: asking arms it for a few seconds. While armed it
 * takes one step about every `SAMPLE_EVERY_MS` of training apart, changes nothing in it, and reads all its numbers at once
 * where the losses are read anyway. Nobody interested: nothing is computed, nothing is read.
 */
import * as tf from '@tensorflow/tfjs';
import type { NetworkModel } from '../model/networkModel';
import type { Health, HealthQuery, HealthSample } from '../protocol/health';
import { HealthGathering } from './healthGathering';
import { HealthHistory } from './healthHistory';
import {
  gatherActivations,
  gatherStep,
  gatherWeights,
  layerHealth,
  layerIds,
  picturesToSample,
} from './healthLayers';
import type { StepWatch } from './trainingStep';

/** Longer than any page waits between two questions. */
const INTEREST_MS = 5000;
const SAMPLE_EVERY_MS = 250;
/** It may take a tenth of the time, as the views. */
const LEAST_REST = 9;

export interface HealthSurroundings {
  /** At most so many pictures, always the same ones, [n, height, width, channels]; `null` where there are none. The caller disposes them. */
  pictures(network: NetworkModel, most: number): tf.Tensor4D | null;
  /** Steps done in the run under way, or in the last one. */
  stepsDone(): number;
  /** Whether a run goes on by itself. */
  running(): boolean;
  nowMs(): number;
}

/** A step that was looked at and is not read yet. */
interface Held {
  readonly network: NetworkModel;
  readonly step: number;
  readonly gathering: HealthGathering;
  readonly ofStep: ReturnType<ReturnType<typeof gatherStep>>;
  readonly tookMs: number;
}

export class HealthRecorder {
  private armedUntilMs = -Infinity;
  private restUntilMs = -Infinity;
  private held: Held | null = null;
  private history = new HealthHistory();
  /** What the history is of. */
  private network: NetworkModel | null = null;

  constructor(private readonly surroundings: HealthSurroundings) {}

  /** Asked before a step after which losses are read: what is to look at it; `null` for most, and for all while nobody is interested. */
  watch(network: NetworkModel, step: number): StepWatch | null {
    const startedMs = this.surroundings.nowMs();
    if (startedMs > this.armedUntilMs || startedMs < this.restUntilMs || this.held !== null) return null;
    return (gradients) => {
      const beganMs = this.surroundings.nowMs();
      const gathering = new HealthGathering();
      const updated = gatherStep(gathering, network, gradients);
      return () => {
        const ofStep = updated();
        this.held = { network, step, gathering, ofStep, tookMs: this.surroundings.nowMs() - beganMs };
      };
    };
  }

  /** Reads the step that was looked at, if any, and what else there is to know at that moment. */
  async settle(): Promise<void> {
    const { held, history } = this;
    if (held === null) return;
    this.held = null;
    const startedMs = this.surroundings.nowMs();
    const sample = await this.measure(held.network, held.step, held);
    // A run that began meanwhile has a history of its own.
    if (history === this.history) {
      this.network = held.network;
      history.add(sample);
    }
    const endedMs = this.surroundings.nowMs();
    const tookMs = endedMs - startedMs + held.tookMs;
    this.restUntilMs = endedMs + Math.max(SAMPLE_EVERY_MS, LEAST_REST * tookMs);
  }

  /** Lets go of a step that will not be read: the run has ended. */
  drop(): void {
    this.held?.gathering.dispose();
    this.held = null;
  }

  /** The run that comes is another. */
  forget(): void {
    this.drop();
    this.history = new HealthHistory();
    this.restUntilMs = -Infinity;
  }

  /** Answers, and looks at the steps to come for a while. While a run is sampled that costs no reading. */
  async answer(network: NetworkModel, { layerId }: HealthQuery): Promise<Health> {
    const { surroundings } = this;
    this.armedUntilMs = surroundings.nowMs() + INTEREST_MS;
    const samples = this.network === network ? this.history.samples : [];
    const sampled = samples.at(-1);
    const step = surroundings.stepsDone();
    const isFresh = sampled !== undefined && (surroundings.running() || sampled.step === step);
    const now = isFresh ? sampled : await this.measure(network, step, null);
    const atStep = new Map(sampled?.layers.map((layer) => [layer.layerId, layer]));
    const layers = now.layers.map((layer) => {
      const known = atStep.get(layer.layerId);
      return known === undefined
        ? layer
        : { ...layer, gradients: known.gradients, updateRatio: known.updateRatio };
    });
    return {
      step: now.step,
      sampledStep: sampled?.step ?? null,
      pictures: now.pictures,
      layers,
      steps: samples.map((sample) => sample.step),
      series: layers.map((_, index) => ({
        updateRatio: Float32Array.from(samples, ({ layers: each }) => each[index]?.updateRatio ?? NaN),
        gradientNorm: Float32Array.from(samples, ({ layers: each }) => each[index]?.gradients?.norm ?? NaN),
      })),
      chosen: samples.flatMap((sample) => sample.layers.filter((layer) => layer.layerId === layerId)),
    };
  }

  /** Weights and activations as they are, and the step held, in one reading. */
  private async measure(network: NetworkModel, step: number, held: Held | null): Promise<HealthSample> {
    const gathering = held?.gathering ?? new HealthGathering();
    const pictures = this.surroundings.pictures(network, picturesToSample(network));
    try {
      const ofWeights = gatherWeights(gathering, network);
      const ofActivations = pictures === null ? null : gatherActivations(gathering, network, pictures);
      await gathering.read();
      const [weights, activations, ofStep] = [ofWeights(), ofActivations?.(), held?.ofStep()];
      const layers = layerIds(network).map((id) =>
        layerHealth(id, { ...weights.get(id), ...activations?.get(id), ...ofStep?.get(id) }),
      );
      return { step, pictures: pictures?.shape[0] ?? 0, layers };
    } finally {
      gathering.dispose();
      tf.dispose(pictures ?? []);
    }
  }
}
