/** How a list of whole numbers is typed: `7 × 7 × 64`, `7x7x64`, `7, 7, 64`, `[7 7 64]`. */

interface NumbersRange {
  readonly min: number;
  readonly max: number;
  readonly mostItems: number;
}

/** Either the list, or why the text is none. */
export type NumbersEntry =
  | { readonly value: readonly number[]; readonly complaint: null }
  | { readonly value: null; readonly complaint: string };

/** Reads a typed list; all of it must be whole numbers inside the range. */
export function readNumbers(text: string, { min, max, mostItems }: NumbersRange): NumbersEntry {
  const words = text.split(/[\s,;×x*()[\]]+/i).filter((word) => word !== '');
  const numbers = words.map((word) => Number(word.replace('−', '-')));
  const wrong = words.find((_, index) => !Number.isInteger(numbers[index]));
  if (wrong !== undefined) return refused(`“${wrong}” is not a whole number`);
  if (numbers.length === 0) return refused('At least one number is needed');
  if (numbers.length > mostItems) return refused(`${mostItems} numbers are the most`);
  const outside = numbers.find((each) => each < min || each > max);
  if (outside !== undefined) return refused(`${outside} is not from ${min} to ${max}`);
  return { value: numbers, complaint: null };
}

function refused(reason: string): NumbersEntry {
  return { value: null, complaint: `${reason}; the old value stays.` };
}
