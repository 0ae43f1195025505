import { expect, it } from 'vitest';
import { csvOf } from './saveFile';

it('writes numbers as they are and ends every row', () => {
  expect(csvOf([['a', 'b'], [0.1, -1e-9], []])).toBe('a,b\n0.1,-1e-9\n\n');
  expect(csvOf([])).toBe('');
});

it('quotes what would break a row or a field (RFC 4180)', () => {
  expect(csvOf([['1, 2', 'say "cat"', 'two\nlines', 'plain']])).toBe(
    '"1, 2","say ""cat""","two\nlines",plain\n',
  );
});
