/** Little maps that pictures are drawn with. Row by row; from 0 to 1, `null` where there is nothing yet. */
export type CellValues = readonly (readonly (number | null)[])[];
/** Without gaps. */
export type FullCellValues = readonly (readonly number[])[];

/** `value` for every cell of a map. */
export function cells(
  rows: number,
  columns: number,
  value: (row: number, column: number) => number,
): FullCellValues {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => value(row, column)),
  );
}

/** Something to look at: a soft stroke from one corner to the other, and a spot beside it. */
export function sampleMap(rows: number, columns: number, variant = 0): FullCellValues {
  return cells(rows, columns, (row, column) => {
    const down = (row + 0.5) / rows;
    const along = (column + 0.5) / columns;
    const across = variant === 1 ? down + along - 1 : down - along;
    const stroke = Math.exp(-(across ** 2) / 0.03);
    const spot = Math.exp(-((down - 0.22) ** 2 + (along - 0.75) ** 2) / 0.015);
    return Math.min(1, 0.06 + 0.74 * stroke + (variant === 1 ? 0 : 0.9 * spot));
  });
}

/** The same map with its values from `least` to 1. A flat one stays flat, in the middle. */
export function stretched(values: FullCellValues, least = 0.05): FullCellValues {
  const all = values.flat();
  const low = Math.min(...all);
  const range = Math.max(...all) - low;
  return values.map((row) =>
    row.map((value) => (range < 1e-9 ? 0.5 : least + (1 - least) * ((value - low) / range))),
  );
}

/** A number from 0 up to 1 that looks random and is always the same for the same seeds. */
export function scatter(...seeds: readonly number[]): number {
  const mixed = seeds.reduce((hash, seed) => {
    const next = Math.imul(hash ^ (seed + 0x9e3779b9), 0x85ebca6b);
    return next ^ (next >>> 13);
  }, 0x2545f491);
  const last = Math.imul(mixed, 0xc2b2ae35);
  return ((last ^ (last >>> 16)) >>> 0) / 2 ** 32;
}
