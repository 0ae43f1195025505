/** Histograms over time as ridges one behind the other: where they lie and what a place of them says. */
import type { LayerHealth, Spread } from '../../../engine/protocol/health';
import { figure } from '../../../engine/protocol/diagnosis/text';

export type Quantity = 'weights' | 'gradients' | 'activations';

export interface Ridge {
  readonly step: number;
  readonly spread: Spread;
}

/** More ridges than this hide each other. */
const MOST_RIDGES = 24;

/** Of a layer at its samples, evenly thinned to what can be told apart, first and last always among them. */
export function ridgesOf(
  samples: readonly LayerHealth[],
  steps: readonly number[],
  quantity: Quantity,
): readonly Ridge[] {
  const all = samples.flatMap((sample, index): Ridge[] => {
    const spread = sample[quantity];
    return spread === null ? [] : [{ step: steps[index] ?? 0, spread }];
  });
  if (all.length <= MOST_RIDGES) return all;
  return Array.from(
    { length: MOST_RIDGES },
    (_, index) => all[Math.round((index * (all.length - 1)) / (MOST_RIDGES - 1))] as Ridge,
  );
}

/** What all ridges lie in. */
export function commonRange(ridges: readonly Ridge[]): readonly [low: number, high: number] {
  const wide = ridges.filter(({ spread }) => spread.min < spread.max);
  const ranges = (wide.length > 0 ? wide : ridges).map(({ spread }) => spread.histogram);
  return [Math.min(...ranges.map(({ low }) => low)), Math.max(...ranges.map(({ high }) => high))];
}

/** Height of each bin, from 0 to 1: the root of its share of the fullest, so that few numbers are to be seen beside many. */
export function heights({ histogram: { counts } }: Spread): readonly number[] {
  const fullest = Math.max(...counts);
  return Array.from(counts, (count) => (fullest === 0 ? 0 : Math.sqrt(count / fullest)));
}

/** The bin that holds a value; the first or the last for what lies beyond. */
export function binAt({ histogram: { low, high, counts } }: Spread, value: number): number {
  const bin = Math.floor(((value - low) / (high - low)) * counts.length);
  return Math.min(counts.length - 1, Math.max(0, bin));
}

/** The value in the middle of a bin. */
export function middleOf({ histogram: { low, high, counts } }: Spread, bin: number): number {
  return low + ((bin + 0.5) / counts.length) * (high - low);
}

/** `Step 120: 34 of 864 from 0.10 to 0.12`. */
export function binText({ step, spread }: Ridge, bin: number): string {
  const { low, high, counts } = spread.histogram;
  const edge = (at: number) => figure(low + (at / counts.length) * (high - low));
  const [first, last] = [bin === 0, bin === counts.length - 1];
  const from = first
    ? `up to ${edge(1)}`
    : last
      ? `from ${edge(bin)} on`
      : `from ${edge(bin)} to ${edge(bin + 1)}`;
  return `Step ${step}: ${Math.round(counts[bin] ?? 0)} of ${spread.count} ${from}`;
}

/** `mean 0.001, std 0.08, from −0.2 to 0.21, norm 3.1`, and what is not finite. */
export function spreadText({ mean, std, min, max, norm, notANumber, infinite }: Spread): string {
  const broken = [
    ...(notANumber > 0 ? [`${notANumber} not a number`] : []),
    ...(infinite > 0 ? [`${infinite} infinite`] : []),
  ];
  if (Number.isNaN(mean)) return broken.join(', ');
  return [
    `mean ${figure(mean)}`,
    `std ${figure(std)}`,
    `${figure(min)} to ${figure(max)}`,
    `norm ${figure(norm)}`,
    ...broken,
  ].join(' · ');
}
