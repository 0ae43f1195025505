import type { WeightSnapshot } from './networkModel';

type LayerWeights = WeightSnapshot extends ReadonlyMap<string, infer Values> ? Values : never;

const MOST_BYTES = 512 * 2 ** 20;

/**
 * What layers have learnt that are not in the network now, by their ids, which are never given twice: an undo finds it here. In
 * bounded memory: the layers that came longest ago go first.
 */
export class WeightShelf {
  private readonly layers = new Map<string, LayerWeights>();

  constructor(private readonly mostBytes = MOST_BYTES) {}

  get snapshot(): WeightSnapshot {
    return this.layers;
  }

  /** Whatever it takes, all of these stay. */
  put(weights: WeightSnapshot): void {
    for (const [id, values] of weights) {
      this.layers.delete(id);
      this.layers.set(id, values);
    }
    let bytes = [...this.layers.values()].reduce((sum, values) => sum + bytesOf(values), 0);
    for (const [id, values] of this.layers) {
      if (bytes <= this.mostBytes || weights.has(id)) return;
      this.layers.delete(id);
      bytes -= bytesOf(values);
    }
  }

  /** As `put`, but leaves what is there. */
  putMissing(weights: WeightSnapshot): void {
    this.put(new Map([...weights].filter(([id]) => !this.layers.has(id))));
  }

  /** Drops what is in a network now. */
  remove(ids: readonly string[]): void {
    for (const id of ids) this.layers.delete(id);
  }

  clear(): void {
    this.layers.clear();
  }
}

function bytesOf(values: LayerWeights): number {
  return values.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
