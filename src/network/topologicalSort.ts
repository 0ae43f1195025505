/**
 * `ids` so that each comes after those that feed it; apart from that in the order given. Sources that are not among `ids`
 * do not count. Linear, and without recursion: a chain of thousands is no deeper for it than one of two. In a circle,
 * which no network has, whichever is met first comes last.
 */
export function topologicalSort(
  ids: readonly string[],
  sources: ReadonlyMap<string, Iterable<string>>,
): readonly string[] {
  const known = new Set(ids);
  const begun = new Set<string>();
  const order: string[] = [];
  /** The ids on the way back from one that waits, each with those of its sources that are still to be visited. */
  const waiting: { readonly id: string; readonly ahead: Iterator<string> }[] = [];
  const begin = (id: string): void => {
    begun.add(id);
    waiting.push({ id, ahead: (sources.get(id) ?? [])[Symbol.iterator]() });
  };
  for (const start of ids) {
    if (!begun.has(start)) begin(start);
    for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
      const next = top.ahead.next();
      if (next.done === true) {
        waiting.pop();
        order.push(top.id);
      } else if (known.has(next.value) && !begun.has(next.value)) begin(next.value);
    }
  }
  return order;
}
