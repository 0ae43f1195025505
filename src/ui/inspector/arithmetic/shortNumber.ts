/** Three figures at most: `0.42`, `−1.3`, `12`; what is below a thousandth as `0`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  const text = size >= 100 ? value.toFixed(0) : size >= 10 ? value.toFixed(1) : value.toFixed(2);
  const trimmed = text.replace(/\.?0+$/, '');
  return (size >= 100 ? text : trimmed === '-0' || trimmed === '' ? '0' : trimmed).replace('-', '−');
}
