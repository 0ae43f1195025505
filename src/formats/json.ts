/** JSON that comes from outside: bounded, and taken apart without trusting its shape. */
import { FormatError } from './formatError';

export type JsonObject = Readonly<Record<string, unknown>>;

const MOST_CHARACTERS = 32 * 2 ** 20;
const MOST_DEPTH = 200;

/** Parses `text`, which `what` names in errors: `config.json`. Throws `FormatError` where it is no JSON, or too large or deep to be honest. */
export function parseJson(text: string, what: string): unknown {
  if (text.length > MOST_CHARACTERS)
    throw new FormatError(`${what} is larger than any network needs: ${text.length} characters.`);
  if (depthOf(text) > MOST_DEPTH)
    throw new FormatError(`${what} is nested more than ${MOST_DEPTH} deep, as no network is.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FormatError(`${what} is no valid JSON: it is damaged or cut off. Save the model again.`, {
      cause: error,
    });
  }
  if (namesPrototype(value))
    throw new FormatError(`${what} has a key "__proto__", which no honest file has. It was not opened.`);
  return value;
}

/** How deep brackets are nested, strings left aside. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (inString && character === '\\') index++;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, (depth += 1));
    else if (character === ']' || character === '}') depth -= 1;
  }
  return deepest;
}

function namesPrototype(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(namesPrototype);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The list, or an empty one where it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text, or `otherwise` where it is none. */
export function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
