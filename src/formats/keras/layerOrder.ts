/** In which order Keras holds the layers of a model and what it calls them: both decide where a file keeps their weights. */

/**
 * `model.layers` of a Functional model, as Keras orders them whenever it builds one (`map_graph` of keras/src/ops/function.py):
 * by their distance from the output, the furthest first; at one distance in the order in which a walk back from the outputs meets
 * them. What leads to no output is left out. The graph has no cycle.
 */
export function kerasOrder(
  sources: ReadonlyMap<string, readonly string[]>,
  outputs: readonly string[],
): readonly string[] {
  const met = new Map<string, number>();
  const finished: string[] = [];
  const visit = (id: string): void => {
    if (met.has(id)) return;
    met.set(id, met.size);
    for (const source of sources.get(id) ?? []) visit(source);
    finished.push(id);
  };
  outputs.forEach(visit);
  const depths = new Map(finished.map((id) => [id, 0]));
  const depthOf = (id: string): number => depths.get(id) ?? 0;
  for (const id of finished.toReversed())
    for (const source of sources.get(id) ?? [])
      depths.set(source, Math.max(depthOf(source), depthOf(id) + 1));
  return finished.toSorted((a, b) => depthOf(b) - depthOf(a) || (met.get(a) ?? 0) - (met.get(b) ?? 0));
}

/**
 * Keras's automatic names for layers of these classes: the snake-cased class, from the second on with its number. Also the
 * groups that hold their weights in a `.keras` file, whatever the layers themselves are called.
 */
export function kerasNames(classNames: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return classNames.map((className) => {
    const base = snakeCase(className);
    const count = counts.get(base) ?? 0;
    counts.set(base, count + 1);
    return count === 0 ? base : `${base}_${count}`;
  });
}

/** As Keras's `to_snake_case`: `MaxPooling2D` to `max_pooling2d`. */
function snakeCase(className: string): string {
  return className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
