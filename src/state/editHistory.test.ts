import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endGesture, record, redo, startHistory, undo } from './editHistory';

test('undo and redo walk over the recorded values', () => {
  const history = record(record(startHistory('a'), 'b'), 'c');
  expect(undo(history).present).toBe('b');
  expect(undo(undo(history)).present).toBe('a');
  expect(redo(undo(history)).present).toBe('c');
});

test('an edit after undo drops what was ahead', () => {
  const history = record(undo(record(startHistory('a'), 'b')), 'c');
  expect(redo(history)).toBe(history);
  expect(undo(history).present).toBe('a');
});

test('edits of one gesture are one step; ending the gesture begins another', () => {
  let history = record(record(startHistory(1), 3, 'filters'), 32, 'filters');
  expect(undo(history).present).toBe(1);
  history = record(endGesture(history), 64, 'filters');
  expect(undo(history).present).toBe(32);
});

test('the same value is no step', () => {
  const history = startHistory('a');
  expect(record(history, 'a')).toBe(history);
});

test('undoing everything and redoing everything comes back to the same present', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer(), fc.option(fc.constantFrom('x', 'y')))), (edits) => {
      let history = startHistory(0);
      for (const [value, gesture] of edits) history = record(history, value, gesture);
      const { present } = history;
      const steps = history.past.length;
      for (let i = 0; i < steps; i++) history = undo(history);
      expect(history.present).toBe(0);
      for (let i = 0; i < steps; i++) history = redo(history);
      expect(history.present).toBe(present);
      expect(history.future).toEqual([]);
    }),
  );
});
