/** Values as Python writes them. */

/** Text between single quotes; what is not text in UTF-8 (a lone surrogate of an odd file name) is escaped. */
export function pythonText(text: string): string {
  const escaped = Array.from(text, (character) => {
    if (character === '\\' || character === "'") return `\\${character}`;
    const code = character.codePointAt(0) ?? 0;
    if (code === 10) return '\\n';
    if (code < 32 || code === 127) return `\\x${code.toString(16).padStart(2, '0')}`;
    const unsafe = (code >= 0xd800 && code <= 0xdfff) || code === 0x2028 || code === 0x2029;
    return unsafe ? `\\u${code.toString(16)}` : character;
  });
  return `'${escaped.join('')}'`;
}

/** Numbers, text, truth values, `None`; lists become tuples. */
export function pythonValue(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return pythonText(value);
  if (Array.isArray(value)) {
    const items = value.map(pythonValue);
    return items.length === 1 ? `(${items[0] ?? ''},)` : `(${items.join(', ')})`;
  }
  throw new TypeError(`There is no way to write ${JSON.stringify(value)} in Python.`);
}

/** `0.01`, `1.0`: a number that Python does not take for whole. */
export function pythonFloat(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** A list of texts on one line. */
export function pythonTexts(texts: readonly string[]): string {
  return `[${texts.map(pythonText).join(', ')}]`;
}

/** What may stand in a docstring or comment without ending it. */
export function pythonComment(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ').replace(/["\\]/g, "'");
}

/** Every line that is not empty, so many steps of four blanks further in. */
export function indented(text: string, steps = 1): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(4 * steps));
}
