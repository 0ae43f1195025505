import { expect, test } from 'vitest';
import {
  floatField,
  integerField,
  integersField,
  message,
  messageField,
  textField,
  toBytes,
} from './protobuf';

const hex = (part: Parameters<typeof toBytes>[0]): string => Buffer.from(toBytes(part)).toString('hex');

/** As https://protobuf.dev/programming-guides/encoding has them. */
test('the examples of the specification', () => {
  expect(hex(integerField(1, 150))).toBe('089601');
  expect(hex(textField(2, 'testing'))).toBe('120774657374696e67');
  expect(hex(messageField(3, integerField(1, 150)))).toBe('1a03089601');
  expect(hex(integersField(6, [3, 270, 86942]))).toBe('3206038e029ea705');
});

test('negative numbers, fractions and nothing', () => {
  expect(hex(integerField(1, -2))).toBe('08feffffffffffffffff01');
  expect(hex(floatField(2, 0.5))).toBe('150000003f');
  expect(hex(message())).toBe('');
});
