/** UMAP (McInnes et al. 2018, https://arxiv.org/abs/1802.03426): a plane in which neighbours stay neighbours. */
import { EngineError } from '../failure';
import { random } from '../random';
import { nearestNeighbours } from './neighbours';
import { principalComponents } from './principalComponents';

/** As many as umap-learn takes. */
const NEIGHBOURS = 15;
/** Fewer have no neighbourhoods to speak of. */
const FEWEST = 5;
/** Of the way, for the neighbours; the rest is for the layout. */
const SEARCH_SHARE = 0.2;
/** Half the width of the layout that it starts from, as umap-learn has it. */
const START_EXTENT = 10;
/** A stream of its own. */
const UMAP = 41;

/**
 * Lays out `count` points [count, dimensions], row-major, as [count, 2]. It starts from the two principal components, so
 * that what lies far apart as a whole stays apart; the same points and seed give the same layout. `rest(share)` is awaited
 * after every part with the share that is done: it decides how often to pause, and may throw to end it. Throws `no-images` for fewer than five points.
 */
export async function umapLayout(
  points: Float32Array,
  count: number,
  seed: number,
  rest: (share: number) => Promise<void> | undefined,
): Promise<Float32Array<ArrayBuffer>> {
  if (count < FEWEST) {
    throw new EngineError('no-images', `UMAP needs ${FEWEST} images or more to lay out: here are ${count}.`);
  }
  // Loaded when it is first asked for, since few ask.
  const [{ UMAP: Umap }, { indices, distances }] = await Promise.all([
    import('umap-js'),
    nearestNeighbours(points, count, Math.min(NEIGHBOURS, count - 1), (share) => rest(share * SEARCH_SHARE)),
  ]);
  const source = random(seed, UMAP);
  const umap = new Umap({ nNeighbors: indices[0]?.length ?? NEIGHBOURS, random: source.next });
  umap.setPrecomputedKNN(indices, distances);
  // With the neighbours given it reads nothing of the points but how many they are.
  const epochs = umap.initializeFit(indices.map(() => []));
  const layout = umap.getEmbedding();
  const components = await principalComponents(points, count, 2, () => rest(SEARCH_SHARE));
  start(layout, components.scores, source.normal);
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    await rest(SEARCH_SHARE + ((1 - SEARCH_SHARE) * (epoch + 1)) / epochs);
  }
  return Float32Array.from(layout.flat());
}

/** Moves the layout, which umap-js began anywhere, to where it is to start; a little apart where points are equal. */
function start(layout: number[][], components: Float32Array, normal: () => number): void {
  const widest = components.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = widest === 0 ? 0 : START_EXTENT / widest;
  for (const [point, place] of layout.entries()) {
    for (const axis of [0, 1]) {
      place[axis] = scale * (components[point * 2 + axis] ?? 0) + 1e-4 * normal();
    }
  }
}
