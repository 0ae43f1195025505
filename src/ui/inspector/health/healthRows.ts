import type { Health, Spread } from '../../../engine/protocol/health';

const figures = [
  'count',
  'mean',
  'std',
  'min',
  'max',
  'norm',
  'notANumber',
  'infinite',
] as const satisfies readonly (keyof Spread)[];
const kinds = ['weights', 'gradients', 'activations'] as const;

/** All figures of all layers as rows of a table, the first its head; blank is what a layer does not have. */
export function healthRows(
  { layers }: Health,
  nameOf: (layerId: string) => string,
): readonly (readonly (string | number)[])[] {
  return [
    [
      'layer',
      ...kinds.flatMap((kind) => figures.map((name) => `${kind} ${name}`)),
      'update ratio',
      'units',
      'dead units',
    ],
    ...layers.map((layer) => [
      nameOf(layer.layerId),
      ...kinds.flatMap((kind) => figures.map((name) => layer[kind]?.[name] ?? '')),
      layer.updateRatio ?? '',
      layer.units,
      layer.deadUnits,
    ]),
  ];
}
