/** The network with its weights, for programs other than this one. */
export type ModelFileFormat = 'tensorflowjs' | 'onnx';

export interface ModelFileQuery {
  readonly format: ModelFileFormat;
}

export interface ModelFile {
  readonly file: Blob;
}

/** All weights of one moment. */
export type WeightsQuery = Readonly<Record<string, never>>;

export interface Weights {
  /** In topological order; of each layer in Keras's order. */
  readonly layers: readonly { readonly id: string; readonly values: readonly Float32Array<ArrayBuffer>[] }[];
}
