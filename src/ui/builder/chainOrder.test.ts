import { expect, test } from 'vitest';
import { landingAfter, neighbourMove } from './chainOrder';

const order = ['input', 'conv', 'pool', 'dense'];

test('one place up or down', () => {
  expect(neighbourMove(order, 'pool', -1)).toBe('input');
  expect(neighbourMove(order, 'conv', 1)).toBe('pool');
  expect(neighbourMove(order, 'conv', -1)).toBeNull();
  expect(neighbourMove(order, 'dense', 1)).toBeNull();
  expect(neighbourMove(order, 'unknown', 1)).toBeNull();
});

test('any place: its layer comes after the one that is then before it', () => {
  expect(landingAfter(order, 'conv', 3)).toBe('dense');
  expect(landingAfter(order, 'dense', 1)).toBe('input');
  expect(landingAfter(order, 'conv', 1)).toBeNull();
  expect(landingAfter(order, 'dense', 0)).toBeNull();
});
