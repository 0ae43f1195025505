/** What the checks of `checks/` look at and what they report. */
import type { LayerNode, Network } from './graph';
import { layerType } from './layers';
import type { LayerFacts } from './propagation';

/** A repair. `apply` is an edit like any other, for the network the problem was found in. */
export interface Fix {
  /** On the button: `Add Flatten`. */
  readonly label: string;
  apply(network: Network): Network;
}

/** What keeps a network from working (`error`) or from working well (`warning`). */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** The layer that causes it; `null` where it is the network as a whole. */
  readonly nodeId: string | null;
  /** In plain words, for people who are new to this. */
  readonly message: string;
  /** Given where it is certain to help. */
  readonly fix?: Fix;
}

/** What is known besides the network. */
export interface InferenceContext {
  /** Classes of the data set; left out while there is none. */
  readonly classes?: number;
  /** Pictures in the training part; left out while there are none. */
  readonly trainingImages?: number;
}

/** A network with all that is known of it, as the checks take it. */
export interface InspectedNetwork {
  readonly network: Network;
  readonly nodes: ReadonlyMap<string, LayerNode>;
  /** In topological order. */
  readonly facts: ReadonlyMap<string, LayerFacts>;
  readonly labels: ReadonlyMap<string, string>;
  readonly sources: ReadonlyMap<string, readonly string[]>;
  readonly targets: ReadonlyMap<string, readonly string[]>;
  /** The layer whose output is the prediction; `null` in an empty network. */
  readonly outputId: string | null;
  readonly context: InferenceContext;
}

/** Whether images enter here. */
export function isInput(node: LayerNode | undefined): boolean {
  return node !== undefined && layerType(node.type).family === 'input';
}
