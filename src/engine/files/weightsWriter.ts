/** Writes `model.weights.h5`. */
import type { Shape } from '../../network/layerType';
import type { Hdf5 } from './hdf5';

/** The weights of one layer, in Keras's order. */
export interface WeightGroup {
  /** `layers/conv2d/vars` */
  readonly path: string;
  readonly weights: readonly { readonly shape: Shape; readonly values: Float32Array<ArrayBuffer> }[];
}

const PATH = '/model.weights.h5';

/** The HDF5 file; layers without weights leave no trace in it. */
export function writeWeights({ library, files }: Hdf5, groups: readonly WeightGroup[]): Uint8Array {
  const file = new library.File(PATH, 'w');
  try {
    // Of the model itself, which has none: Keras 3.0 looks for the group.
    file.create_group('vars');
    for (const { path, weights } of groups) {
      if (weights.length === 0) continue;
      const group = path
        .split('/')
        .reduce<InstanceType<typeof library.Group>>(
          (parent, name) => (parent.get(name) as typeof parent | null) ?? parent.create_group(name),
          file,
        );
      weights.forEach(({ shape, values }, index) => {
        group.create_dataset({ name: String(index), data: values, shape: [...shape], dtype: '<f' });
      });
    }
  } finally {
    file.close();
  }
  const bytes = files.readFile(PATH);
  files.unlink(PATH);
  return bytes;
}
