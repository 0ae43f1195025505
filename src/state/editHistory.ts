/** Undo and redo over whole values: each step is one gesture of the user, whatever number of edits it took. */

export interface EditHistory<Value> {
  readonly past: readonly Value[];
  readonly present: Value;
  readonly future: readonly Value[];
  /** What the last edit was part of; edits with the same gesture are one step. */
  readonly gesture: string | null;
}

/** Older steps are forgotten. */
const MOST_STEPS = 200;

export function startHistory<Value>(present: Value): EditHistory<Value> {
  return { past: [], present, future: [], gesture: null };
}

/**
 * Makes `value` the present. With a `gesture` (`filters of layer 3`) that the last edit had too, the step
 * before it stays the one to undo to: typing 3, then 32, is one step.
 */
export function record<Value>(
  history: EditHistory<Value>,
  value: Value,
  gesture: string | null = null,
): EditHistory<Value> {
  if (Object.is(value, history.present)) return history;
  const continues = gesture !== null && gesture === history.gesture;
  const past = continues ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present: value, future: [], gesture };
}

/** The same history, with the gesture ended: the next edit is a step of its own. */
export function endGesture<Value>(history: EditHistory<Value>): EditHistory<Value> {
  return history.gesture === null ? history : { ...history, gesture: null };
}

/** One step back; the history itself when there is none. */
export function undo<Value>(history: EditHistory<Value>): EditHistory<Value> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    gesture: null,
  };
}

/** One step forward; the history itself when there is none. */
export function redo<Value>(history: EditHistory<Value>): EditHistory<Value> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, gesture: null };
}
