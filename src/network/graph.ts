/**
 * A network is a directed acyclic graph: nodes (a layer type with its parameters) and connections.
 * It is plain serialisable data; every edit is a pure function that returns a new network.
 */
import type { ParameterValues } from './layerType';
import type { LayerTypeName } from './layers';

export interface LayerNode {
  /** Stable through edits and reloads; unique in the network. */
  readonly id: string;
  /** Key in `network/layers`: `conv2d`. */
  readonly type: LayerTypeName;
  readonly parameters: ParameterValues;
}

/** `to`'s input number `input` (0 for one-input layers) is `from`'s output. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  readonly input: number;
}

export interface Network {
  readonly nodes: readonly LayerNode[];
  readonly connections: readonly Connection[];
}
