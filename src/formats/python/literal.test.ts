import { expect, test } from 'vitest';
import { pythonComment, pythonFloat, pythonText, pythonValue } from './literal';

test.each([
  ["it's", "'it\\'s'"],
  ['a\\b', "'a\\\\b'"],
  ['two\nlines\t', "'two\\nlines\\x09'"],
  ['Käse 🐈', "'Käse 🐈'"],
  ['\ud800', "'\\ud800'"],
  ['\u2028', "'\\u2028'"],
])('text %j', (text, python) => expect(pythonText(text)).toBe(python));

test.each([
  [null, 'None'],
  [true, 'True'],
  [0.1, '0.1'],
  [[3, 3], '(3, 3)'],
  [[1], '(1,)'],
  [[[1, 2], null], '((1, 2), None)'],
])('value %j', (value, python) => expect(pythonValue(value)).toBe(python));

test('a float has a point or an exponent', () => {
  expect([1, 0.01, 1e-7].map(pythonFloat)).toEqual(['1.0', '0.01', '1e-7']);
});

test('a comment keeps to its line and inside its quotes', () => {
  expect(pythonComment('a """ b\nimport os\\')).toBe("a ''' b import os'");
});
