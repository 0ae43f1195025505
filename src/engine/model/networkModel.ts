/**
 * The network as tfjs runs it: built from the Keras config the exporter writes, its weights kept by
 * layer so that they survive edits, backend switches and a lost device.
 */
import * as tf from '@tensorflow/tfjs';
import { toTfjsModel } from '../../formats/tfjs/config';
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { layerType } from '../../network/layers';
import type { Shape, WeightSpec } from '../../network/layerType';
import { EngineError } from '../failure';
import type { InputFormat } from '../protocol';
import { random } from '../random';
import type { RegularizedWeight } from '../training/loss';
import { breathe } from '../training/breathe';
import { initialValues } from './initialize';
import { WeightHistory } from './weightHistory';

/** Values of every layer's weights, by node id, in Keras's order. Plain memory: no backend holds it. */
export type WeightSnapshot = ReadonlyMap<string, readonly Float32Array<ArrayBuffer>[]>;

/** Long enough not to cost, short enough for an edit to be heard. */
const BREATHE_EVERY_MS = 50;

export class NetworkModel {
  /** Whether a training step has changed the weights since they were drawn. */
  trained = false;
  /** What the weights were drawn from. */
  seed = 0;

  /** 1-based, in topological order. */
  private readonly places: ReadonlyMap<string, number>;
  /** Kernels of filters and units after their epochs, for the views. */
  readonly kernelHistory: WeightHistory;

  private constructor(
    readonly network: Network,
    /** Ends at the logits: the softmax of the last layer is applied by whoever needs probabilities. */
    readonly model: tf.LayersModel,
    private readonly layerNames: ReadonlyMap<string, string>,
    private readonly specs: ReadonlyMap<string, readonly WeightSpec[]>,
    readonly input: InputFormat,
    readonly classes: number,
  ) {
    this.places = new Map([...specs.keys()].map((id, index) => [id, index + 1]));
    this.kernelHistory = new WeightHistory(
      [...specs].flatMap(([nodeId, weights]) =>
        weights.flatMap(({ shape }, index) => {
          const kernel = shape.length === 2 || shape.length === 4;
          return kernel ? [{ nodeId, index, size: shape.reduce((size, axis) => size * axis, 1) }] : [];
        }),
      ),
    );
  }

  /**
   * Builds the network. Weights come from `kept` where a layer's shapes agree with it, else from `seed`.
   * Throws `bad-network` when the network cannot be built, and `signal`'s reason once it aborts: messages are listened to
   * while weights are drawn.
   */
  static async build(
    network: Network,
    seed: number,
    kept: WeightSnapshot = new Map(),
    signal?: AbortSignal,
  ): Promise<NetworkModel> {
    const inference = infer(network);
    const fault = inference.problems.find(({ severity }) => severity === 'error');
    if (fault !== undefined) {
      throw new EngineError('bad-network', `The network cannot be built. ${fault.message}`);
    }
    const specs = new Map([...inference.nodes].map(([id, { weights }]) => [id, weights]));
    const shapeOf = (id: string | null | undefined): Shape | null =>
      inference.nodes.get(id ?? '')?.outputShape ?? null;
    const input = shapeOf(network.nodes.find(({ type }) => layerType(type).family === 'input')?.id);
    const output = shapeOf(inference.outputId);
    const [height, width, channels] = input ?? [];
    const classes = output?.[0];
    if (
      height === undefined ||
      width === undefined ||
      (channels !== 1 && channels !== 3) ||
      classes === undefined
    ) {
      throw new EngineError(
        'bad-network',
        'The network needs an Input of height × width × 1 or 3 and an output per class.',
      );
    }
    const { config, layerNameOf } = toTfjsModel(network);
    const model = await tf.models.modelFromJSON(
      config as unknown as Parameters<typeof tf.models.modelFromJSON>[0],
    );
    const built = new NetworkModel(network, model, layerNameOf, specs, { height, width, channels }, classes);
    try {
      let breathedMs = performance.now();
      for (const id of specs.keys()) {
        if (performance.now() - breathedMs >= BREATHE_EVERY_MS) {
          await breathe();
          breathedMs = performance.now();
        }
        signal?.throwIfAborted();
        built.write(id, kept, seed);
      }
    } catch (error) {
      // Out of memory or superseded: what was taken so far must not stay taken.
      model.dispose();
      throw error;
    }
    built.trained = [...specs].some(([id, weights]) => weights.length > 0 && fits(kept.get(id), weights));
    return built;
  }

  /** tfjs's layer for a node; throws for an id that is not in the network. */
  layer(nodeId: string): tf.layers.Layer {
    const name = this.layerNames.get(nodeId);
    if (name === undefined) throw new EngineError('internal', `The built network has no layer ${nodeId}.`);
    return this.model.getLayer(name);
  }

  has(nodeId: string): boolean {
    return this.layerNames.has(nodeId);
  }

  /** The variables that training changes. */
  get trainable(): tf.Variable[] {
    // LayerVariable.read() answers the variable itself; tfjs's own training relies on it too.
    return this.model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  }

  /** The variables whose size adds to the loss. */
  get regularized(): RegularizedWeight[] {
    return [...this.specs].flatMap(([id, weights]) =>
      weights.flatMap(({ regularizer }, index) => {
        if (regularizer === undefined || (regularizer.l1 === 0 && regularizer.l2 === 0)) return [];
        return [{ variable: this.layer(id).weights[index]?.read() as tf.Variable, regularizer }];
      }),
    );
  }

  /** Draws every weight anew from `seed`. */
  reset(seed: number): void {
    for (const id of this.specs.keys()) this.write(id, new Map(), seed);
    this.trained = false;
    this.kernelHistory.clear();
  }

  /** All weights once they are trained; nothing before, since the seed gives the same ones again. */
  worthKeeping(): Promise<WeightSnapshot | undefined> {
    return this.trained ? this.snapshot() : Promise.resolve(undefined);
  }

  /** Reads all weights into plain memory. */
  async snapshot(): Promise<WeightSnapshot> {
    const snapshot = new Map<string, Float32Array<ArrayBuffer>[]>();
    for (const id of this.specs.keys()) {
      const values: Float32Array<ArrayBuffer>[] = [];
      // getWeights() answers the layer's own variables: reading does not copy, so nothing is disposed.
      for (const tensor of this.layer(id).getWeights()) values.push((await tensor.data<'float32'>()).slice());
      snapshot.set(id, values);
    }
    return snapshot;
  }

  /** To be told after each epoch of training, before the next begins. */
  epochDone(): Promise<void> {
    return this.kernelHistory.epochDone(async ({ nodeId, index }) =>
      // Copied: WASM answers a part of its own memory.
      Float32Array.from((await this.layer(nodeId).getWeights()[index]?.data<'float32'>()) ?? []),
    );
  }

  /** What `seed` draws for one weight of a layer, counted in Keras's order: its value before any training. */
  drawn(nodeId: string, index: number): Float32Array<ArrayBuffer> {
    const spec = this.specs.get(nodeId)?.[index];
    if (spec === undefined) throw new RangeError(`Layer ${nodeId} has no weight ${String(index)}.`);
    return initialValues(
      spec.initializer,
      spec.shape,
      random(this.seed, this.places.get(nodeId) ?? 0, index),
    );
  }

  dispose(): void {
    this.model.dispose();
  }

  /** Writes a layer's weights. Its stream depends on its place, not on its id, so equal networks get equal weights. */
  private write(nodeId: string, kept: WeightSnapshot, seed: number): void {
    this.seed = seed;
    const weights = this.specs.get(nodeId) ?? [];
    if (weights.length === 0) return;
    const place = this.places.get(nodeId) ?? 0;
    const keptValues = kept.get(nodeId);
    const tensors = weights.map((spec, index) => {
      const values = fits(keptValues, weights)
        ? keptValues[index]
        : initialValues(spec.initializer, spec.shape, random(seed, place, index));
      return tf.tensor(values ?? [], [...spec.shape], 'float32');
    });
    this.layer(nodeId).setWeights(tensors);
    tf.dispose(tensors);
  }
}

function fits(
  values: readonly Float32Array<ArrayBuffer>[] | undefined,
  weights: readonly WeightSpec[],
): values is readonly Float32Array<ArrayBuffer>[] {
  return (
    values?.length === weights.length &&
    weights.every(
      (spec, index) => values[index]?.length === spec.shape.reduce((size, axis) => size * axis, 1),
    )
  );
}
