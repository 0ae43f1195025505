/** How numbers are typed and stepped: reading text, holding it in a range, moving by arrow keys. */

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** Whole numbers only. */
  readonly integer?: boolean;
  /** What one arrow key adds; `decades` goes 1, 2, 5, 10 as learning rates are tried. Default 1. */
  readonly step?: number | 'decades';
}

interface NumberEntry {
  /** Inside the range; `null` when the text is no number. */
  readonly value: number | null;
  /** What was changed or refused, for people; `null` when the text stands as it was typed. */
  readonly complaint: string | null;
}

/** `value` held inside the range, rounded where it must be whole. */
export function clamp(value: number, range: NumberRange): number {
  const rounded = range.integer === true ? Math.round(value) : value;
  return Math.min(range.max, Math.max(range.min, rounded));
}

/** Reads typed text; a comma counts as the decimal point. */
export function readNumber(text: string, range: NumberRange): NumberEntry {
  const cleaned = text.trim().replace(',', '.');
  const number = cleaned === '' ? Number.NaN : Number(cleaned);
  if (!Number.isFinite(number)) {
    return { value: null, complaint: `“${text}” is not a number; the old value stays.` };
  }
  if (number < range.min) return { value: clamp(number, range), complaint: `The least is ${range.min}.` };
  if (number > range.max) return { value: clamp(number, range), complaint: `The most is ${range.max}.` };
  if (range.integer === true && !Number.isInteger(number)) {
    return { value: clamp(number, range), complaint: 'Whole numbers only.' };
  }
  return { value: number, complaint: null };
}

/** `value` moved by `count` arrow keys. */
export function stepNumber(value: number, count: number, range: NumberRange): number {
  if (range.step === 'decades') {
    let next = value;
    for (let i = 0; i < Math.min(3, Math.abs(count)); i++) next = stepDecade(next, Math.sign(count));
    return clamp(next, range);
  }
  const step = range.step ?? 1;
  // Twelve significant digits: 0.1 + 0.2 shows as 0.3.
  return clamp(Number((value + count * step).toPrecision(12)), range);
}

/** The next of …, 0.1, 0.2, 0.5, 1, 2, 5, … above (`direction` 1) or below (-1). */
function stepDecade(value: number, direction: number): number {
  if (value <= 0) return value;
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  const candidates = [exponent - 1, exponent, exponent + 1].flatMap((power) =>
    [1, 2, 5].map((digit) => Number(`${digit}e${power}`)),
  );
  const tolerance = value * 1e-9;
  const next =
    direction > 0
      ? candidates.find((candidate) => candidate > value + tolerance)
      : candidates.findLast((candidate) => candidate < value - tolerance);
  return next ?? value;
}
