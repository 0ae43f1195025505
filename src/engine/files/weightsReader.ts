/** Reads the weights of a network out of HDF5, wherever the versions of Keras put them. Nothing in the file is trusted. */
import type * as H5wasm from 'h5wasm';
import { FormatError } from '../../formats/formatError';
import type { LayerPlace } from '../../formats/keras/networkFromKeras';
import type { WeightSpec } from '../../network/layerType';
import { formatShape } from '../../network/shape';
import type { WeightSnapshot } from '../model/networkModel';
import type { Hdf5 } from './hdf5';

type Specs = ReadonlyMap<string, readonly WeightSpec[]>;
type Values = Float32Array<ArrayBuffer>;

const PATH = '/opened.h5';
const MOST_ATTRIBUTE_BYTES = 32 * 2 ** 20;
/** H5T_FLOAT */
const FLOAT = 1;

/** Opens `bytes` for `work`; whatever goes wrong inside HDF5 is a `FormatError`. */
export function withHdf5<T>({ library, files }: Hdf5, bytes: Uint8Array, work: (file: WeightsFile) => T): T {
  files.writeFile(PATH, bytes);
  let file: H5wasm.File | undefined;
  try {
    file = new library.File(PATH, 'r');
    return work(new WeightsFile(library, file));
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError(
      'The HDF5 part of this file is damaged: it could not be read. Save the model again.',
      {
        cause: error,
      },
    );
  } finally {
    file?.close();
    files.unlink(PATH);
  }
}

/** How the groups of `layers/conv2d` are written: since Keras 3, before it, and by either on Windows. */
const groupSpellings: readonly ((group: string) => string)[] = [
  (group) => group,
  (group) => group.replaceAll('layers/', '_layer_checkpoint_dependencies/'),
  (group) => group.replaceAll('/', '\\'),
  (group) => group.replaceAll('layers/', '_layer_checkpoint_dependencies/').replaceAll('/', '\\'),
];

export class WeightsFile {
  constructor(
    private readonly library: typeof H5wasm,
    private readonly file: H5wasm.File,
  ) {}

  /** A text that the file itself carries: `model_config`; `null` where it has none. */
  text(attribute: string): string | null {
    const value = this.attribute(this.file, attribute);
    return typeof value === 'string' ? value : null;
  }

  /** Weights as `model.weights.h5` has them. */
  ofGroups(places: readonly LayerPlace[], specs: Specs): WeightSnapshot {
    const spelling = groupSpellings.find((spell) => {
      const [first = ''] = spell('layers/x').split('x');
      return this.file.keys().some((key) => `${key}/`.startsWith(first));
    });
    if (spelling === undefined)
      throw new FormatError('The file has no weights of layers in it. Save the whole model again.');
    return new Map(
      places.map(({ id, name, group }) => {
        const weights = group === null ? [] : (specs.get(id) ?? []);
        const folder = spelling(group ?? '');
        return [id, weights.map((spec, index) => this.dataset(`${folder}/vars/${index}`, spec, name))];
      }),
    );
  }

  /** Weights as an `.h5` of Keras 2 has them, under the names of the outermost model's layers in `root`. */
  ofLayerNames(root: string, places: readonly LayerPlace[], specs: Specs): WeightSnapshot {
    const values = new Map<string, Values[]>(places.map(({ id }) => [id, []]));
    for (const topLayer of new Set(places.map((place) => place.topLayer))) {
      const wanted = places
        .filter((place) => place.topLayer === topLayer)
        .flatMap(({ id, name }) => (specs.get(id) ?? []).map((spec) => ({ id, name, spec })));
      if (wanted.length === 0) continue;
      const group = this.file.get(`${root}${topLayer}`);
      const names = group instanceof this.library.Group ? this.strings(group, 'weight_names') : [];
      if (names.length !== wanted.length)
        throw new FormatError(
          `Layer "${topLayer}" has ${names.length} weights in the file, where ${wanted.length} belong to it.`,
        );
      const order = this.inOrder(wanted, names, `${root}${topLayer}/`);
      const read = new Map(
        order.map((want, index) => [
          want,
          this.dataset(`${root}${topLayer}/${names[index] ?? ''}`, want.spec, want.name),
        ]),
      );
      for (const want of wanted) values.get(want.id)?.push(read.get(want) ?? new Float32Array());
    }
    return values;
  }

  /** Weights that a file has of nothing but layers: `.weights.h5` of Keras 3, or `save_weights` of Keras 2, layer by layer in order. */
  alone(places: readonly LayerPlace[], specs: Specs): WeightSnapshot {
    const layerNames = this.strings(this.file, 'layer_names');
    if (layerNames.length === 0) return this.ofGroups(places, specs);
    const named = layerNames.filter((name) => {
      const group = this.file.get(name);
      return group instanceof this.library.Group && this.strings(group, 'weight_names').length > 0;
    });
    const weighted = places.filter(({ id }) => (specs.get(id) ?? []).length > 0);
    if (named.length !== weighted.length)
      throw new FormatError(
        `The file has the weights of ${named.length} layers, but the network that is open has ${weighted.length} with weights. Open the whole model, or build its network first.`,
      );
    const renamed = weighted.map((place, index) => ({ ...place, topLayer: named[index] ?? '' }));
    return this.ofLayerNames('', renamed, specs);
  }

  /** A model inside the model has its trainable weights first; one that is frozen has all of them layer by layer. */
  private inOrder<Want extends { readonly spec: WeightSpec }>(
    wanted: readonly Want[],
    names: readonly string[],
    folder: string,
  ): readonly Want[] {
    const trainable = wanted.filter(({ spec }) => spec.trainable);
    const others = wanted.filter(({ spec }) => !spec.trainable);
    const orders = [[...trainable, ...others], wanted];
    const fit = (order: readonly Want[], same: (want: Want, name: string) => boolean): boolean =>
      order.every((want, index) => same(want, names[index] ?? ''));
    const fitting = orders.filter((order) =>
      fit(order, ({ spec }, name) => sameShape(this.shapeOf(`${folder}${name}`), spec.shape)),
    );
    const named = fitting.find((order) => fit(order, ({ spec }, name) => lastName(name).endsWith(spec.name)));
    return named ?? fitting[0] ?? wanted;
  }

  private strings(group: H5wasm.Group, attribute: string): readonly string[] {
    const whole = this.attribute(group, attribute);
    if (whole !== null) return strings(whole);
    const parts: string[] = [];
    // Long lists are cut into attributes of 64 KB.
    for (let part = 0; ; part++) {
      const value = this.attribute(group, `${attribute}${part}`);
      if (value === null) return parts;
      parts.push(...strings(value));
    }
  }

  private attribute(of: H5wasm.Group, name: string): unknown {
    const { attrs } = of;
    const attribute = Object.hasOwn(attrs, name) ? attrs[name] : undefined;
    if (attribute === undefined) return null;
    const { size, total_size: count } = attribute.metadata;
    if (size * count > MOST_ATTRIBUTE_BYTES)
      throw new FormatError(`The file's ${name} claims ${size * count} bytes, more than any network needs.`);
    return attribute.value;
  }

  private shapeOf(path: string): readonly number[] | null {
    const found = this.file.get(path);
    return found instanceof this.library.Dataset ? found.metadata.shape : null;
  }

  /** Its values, which must be numbers of the shape that the layer asks for. */
  private dataset(path: string, { name, shape }: WeightSpec, layer: string): Values {
    const found = this.file.get(path);
    if (!(found instanceof this.library.Dataset))
      throw new FormatError(`The ${name} of layer "${layer}" is missing in the file.`);
    const { metadata } = found;
    if (!sameShape(metadata.shape, shape))
      throw new FormatError(
        `The ${name} of layer "${layer}" is ${formatShape(metadata.shape ?? [])} in the file, where ${formatShape(shape)} belongs.`,
      );
    if (metadata.type !== FLOAT || (metadata.size !== 4 && metadata.size !== 8) || metadata.virtual_sources)
      throw new FormatError(`The ${name} of layer "${layer}" is not stored as 32-bit numbers.`);
    const { value } = found;
    if (!(value instanceof Float32Array) && !(value instanceof Float64Array))
      throw new FormatError(`The ${name} of layer "${layer}" is no list of numbers.`);
    const values = Float32Array.from(value);
    if (!values.every(Number.isFinite))
      throw new FormatError(
        `The ${name} of layer "${layer}" holds values that are no numbers (NaN or infinite): its training went astray. It was not opened.`,
      );
    return values;
  }
}

/** `conv2d/kernel:0` to `kernel`. */
function lastName(name: string): string {
  return (name.split('/').at(-1) ?? '').replace(/:\d+$/, '');
}

function sameShape(shape: readonly number[] | null, wanted: readonly number[]): boolean {
  return shape?.length === wanted.length && wanted.every((size, axis) => size === shape[axis]);
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
