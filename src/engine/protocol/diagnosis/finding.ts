/** What is found about a training run, in plain words, and what to do about it. */
import type { History } from '../../protocol';
import type { Health } from '../health';
import type { Network } from '../../../network/graph';
import type { TrainingSettings } from '../../../network/recipe';

export interface Finding {
  readonly kind:
    | 'notANumber'
    | 'exploding'
    | 'vanishing'
    | 'deadRelu'
    | 'rateTooHigh'
    | 'rateTooLow'
    | 'overfitting'
    | 'untrained'
    | 'healthy';
  readonly severity: 'error' | 'warning' | 'info' | 'good';
  /** The field's name for it. */
  readonly title: string;
  /** What is seen, with the figures. */
  readonly message: string;
  /** What it comes from and what to do. Empty where nothing is to be done. */
  readonly remedy: string;
  /** Layers it is about, the worst first; empty where it is about all. */
  readonly layerIds: readonly string[];
  /** What a button can do about it; `null` where nothing is that simple. */
  readonly action: HealthAction | null;
}

export type HealthAction =
  | {
      readonly kind: 'settings';
      readonly label: string;
      readonly patch: Partial<TrainingSettings>;
      /** Whether the weights are past saving, so that they are drawn anew as well. */
      readonly resets: boolean;
    }
  | { readonly kind: 'network'; readonly label: string; readonly network: Network };

/** All that a diagnosis is made from. */
export interface Examined {
  readonly health: Health;
  /** Of the run that `health` is of. */
  readonly history: History;
  /** What that run was begun with. */
  readonly settings: TrainingSettings;
  readonly network: Network;
  readonly classes: number;
}
