/** What the palette offers, in groups, and how it is searched. */
import { blockKind, plannedBlockNames } from '../../network/blocks';
import { layerType, layerTypeNames } from '../../network/layers';
import type { LayerFamily } from '../../network/layerType';
import type { PaletteDrag } from './BuilderDnd';

/** A layer type, or a kind of block. */
export interface PaletteEntry {
  readonly drag: PaletteDrag;
  /** `Conv2D`, `Residual block`. */
  readonly name: string;
  readonly explanation: string;
}

interface PaletteGroup {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

const familyTitles: { readonly [Family in LayerFamily]: string } = {
  input: 'Input',
  convolution: 'Convolution',
  pooling: 'Pooling',
  core: 'Core',
  activation: 'Activation',
  normalization: 'Normalization',
  regularization: 'Regularization',
  merging: 'Merging',
  reshaping: 'Reshaping',
};

const blocks: PaletteGroup = {
  title: 'Blocks',
  entries: plannedBlockNames.map((name) => {
    const { title, explanation } = blockKind(name);
    return { drag: { addBlock: name }, name: title, explanation };
  }),
};

/** What begins a network and what most networks consist of, then blocks of it, then the rest. */
export const paletteGroups: readonly PaletteGroup[] = [
  ...(['input', 'convolution', 'pooling', 'core'] as const).map(family),
  blocks,
  ...(['activation', 'normalization', 'regularization', 'merging', 'reshaping'] as const).map(family),
];

function family(name: LayerFamily): PaletteGroup {
  const types = layerTypeNames.filter((type) => layerType(type).family === name);
  return {
    title: familyTitles[name],
    entries: types.map((type) => {
      const { className, explanation } = layerType(type);
      return { drag: { add: type }, name: className, explanation };
    }),
  };
}

/** The groups with the entries that every word of `text` is found in: in their name or their group's. */
export function foundGroups(text: string): readonly PaletteGroup[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return paletteGroups
    .map(({ title, entries }) => ({
      title,
      entries: entries.filter(({ name }) =>
        words.every((word) => `${name} ${title}`.toLowerCase().includes(word)),
      ),
    }))
    .filter(({ entries }) => entries.length > 0);
}
