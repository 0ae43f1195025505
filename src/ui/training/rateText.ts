/** The learning-rate finder in words and rows. */
import type { RatePoint, RateSweep, SweepEnding } from '../../engine/protocol/learningRateFinder';
import { formatValue } from './format';

/** A rate as it goes into the recipe: more than two digits would claim more than a sweep knows. */
export function roundedRate(rate: number): number {
  return Math.min(10, Math.max(1e-6, Number(rate.toPrecision(2))));
}

/** `0.00052`, `0.000001`, `10`: in full, as the recipe's field shows it. */
export function rateText(rate: number): string {
  return String(roundedRate(rate));
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `10⁻⁶`, `0.01`, `1`: a power of ten as short as it can be read. */
export function decadeText(exponent: number): string {
  if (exponent >= -2) return String(10 ** exponent);
  return `10⁻${superscripts[-exponent] ?? ''}`;
}

/** What a sweep came to, in a few sentences. */
export function sweepText({ points, ending, suggestion }: RateSweep): string {
  const first = points[0];
  if (first === undefined) return emptyText(ending);
  if (ending === 'cancelled') {
    return `Cancelled at ${rateText(points.at(-1)?.rate ?? NaN)}: too early to suggest a rate.`;
  }
  const end = endText(ending, points);
  if (suggestion === null) {
    return joined(
      'The loss neither falls nor rises.',
      end,
      'See in the Health view whether anything reaches the weights.',
    );
  }
  if (suggestion.kind === 'belowRise') {
    return joined(
      `So few batches show no clear fall of the loss, but above ${rateText(suggestion.rise)} it rises.`,
      `A tenth of that, ${rateText(suggestion.rate)}, is on the safe side.`,
      end,
    );
  }
  const lowest = points.find(({ rate }) => rate === suggestion.lowest)?.smoothed ?? NaN;
  return joined(
    `The loss falls fastest at ${rateText(suggestion.rate)}.`,
    `It goes from ${formatValue(first.smoothed)} down to ${formatValue(lowest)} at ${rateText(suggestion.lowest)}.`,
    end,
  );
}

function emptyText(ending: SweepEnding): string {
  return ending === 'notANumber'
    ? 'With its present weights the network’s loss is not a number. Reset the weights and look again.'
    : 'Cancelled while the batches were measured: no rate was tried.';
}

function endText(ending: Exclude<SweepEnding, 'cancelled'>, points: readonly RatePoint[]): string {
  const last = rateText(points.at(-1)?.rate ?? NaN);
  switch (ending) {
    case 'complete':
      return '';
    case 'diverged':
      return `At ${last} it has run away.`;
    case 'notANumber':
      return `Above ${last} it is not a number.`;
    default:
      return ending satisfies never;
  }
}

function joined(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** Header and a row a batch, in order of the rate; losses before the step with that rate. */
export function sweepRows(points: readonly RatePoint[]): readonly (readonly (string | number)[])[] {
  return [
    ['rate', 'batch_loss', 'loss', 'smoothed_loss'],
    ...points.map(({ rate, batchLoss, loss, smoothed }) => [rate, batchLoss, loss, smoothed]),
  ];
}
