/** Training health as the page tells it: what a diagnosis is made from, and its numbers as plain JSON. */
import type { History } from '../engine/protocol';
import type { Examined, Finding } from '../engine/protocol/diagnosis/finding';
import type { Health, LayerHealth, Spread } from '../engine/protocol/health';
import type { Network } from '../network/graph';
import type { TrainingSettings } from '../network/recipe';
import { useDataset } from './dataset';
import { useNetwork } from './network';
import { useRanNetwork } from './ranNetwork';
import { useTraining } from './training';

/** What the page knows of a run. */
interface KnownOfRun {
  readonly history: History;
  /** What it was begun with; `null` before the first. */
  readonly ranWith: TrainingSettings | null;
  readonly ranNetwork: Network | null;
}

/** All that a diagnosis is made from. A run of another network tells nothing of this one. */
export function examined(
  health: Health,
  network: Network,
  { history, ranWith, ranNetwork }: KnownOfRun,
  settings: TrainingSettings,
  classes: number,
): Examined {
  const none: History = { batches: [], epochs: [] };
  return {
    health,
    history: ranNetwork === network ? history : none,
    settings: ranWith ?? settings,
    network,
    classes,
  };
}

/** `examined` with all that the page knows now. */
export function examinedNow(health: Health): Examined {
  const { history, ranWith, settings } = useTraining.getState();
  const ranNetwork = useRanNetwork.getState().network;
  const classes = useDataset.getState().summary?.classes.length ?? 0;
  return examined(health, useNetwork.getState().network, { history, ranWith, ranNetwork }, settings, classes);
}

type SpreadTold = Omit<Spread, 'histogram'> & {
  readonly histogram: { readonly low: number; readonly high: number; readonly counts: readonly number[] };
};

interface LayerTold extends Pick<LayerHealth, 'updateRatio' | 'units' | 'deadUnits'> {
  /** Its label. */
  readonly layer: string;
  readonly weights: SpreadTold | null;
  readonly gradients: SpreadTold | null;
  readonly activations: SpreadTold | null;
}

export interface HealthTold extends Pick<Health, 'step' | 'sampledStep' | 'pictures' | 'steps'> {
  readonly findings: readonly Pick<Finding, 'kind' | 'severity' | 'message' | 'remedy'>[];
  readonly layers: readonly LayerTold[];
  /** By label, a number a step of `steps`; `null` where it has none. */
  readonly updateRatios: Readonly<Record<string, readonly (number | null)[]>>;
  /** The layer asked for, at each step of `steps`. */
  readonly history: readonly LayerTold[];
}

/** Typed arrays become lists, ids labels. */
export function healthTold(
  health: Health,
  nameOf: (layerId: string) => string,
  findings: readonly Finding[],
): HealthTold {
  const { step, sampledStep, pictures, steps, layers, series, chosen } = health;
  const layerTold = ({ layerId, ...layer }: LayerHealth): LayerTold => ({
    layer: nameOf(layerId),
    ...layer,
    weights: spreadTold(layer.weights),
    gradients: spreadTold(layer.gradients),
    activations: spreadTold(layer.activations),
  });
  return {
    step,
    sampledStep,
    pictures,
    steps,
    findings: findings.map(({ kind, severity, message, remedy }) => ({ kind, severity, message, remedy })),
    layers: layers.map(layerTold),
    updateRatios: Object.fromEntries(
      layers.map(({ layerId }, index) => [
        nameOf(layerId),
        [...(series[index]?.updateRatio ?? [])].map((ratio) => (Number.isNaN(ratio) ? null : ratio)),
      ]),
    ),
    history: chosen.map(layerTold),
  };
}

function spreadTold(spread: Spread | null): SpreadTold | null {
  if (spread === null) return null;
  const { low, high, counts } = spread.histogram;
  return { ...spread, histogram: { low, high, counts: [...counts] } };
}
