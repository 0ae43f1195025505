/** What weights were after the epochs of their training, in plain memory, thinned so that it never takes more than a fixed room. */

/** One weight of the network. */
export interface WeightPlace {
  readonly nodeId: string;
  /** Among the layer's weights, in Keras's order. */
  readonly index: number;
  /** Numbers in it. */
  readonly size: number;
}

interface HistoryLimits {
  /** Numbers kept of one epoch: the largest weights are left out until the others fit. */
  readonly perEpoch: number;
  /** Numbers kept in all: where there are more, every second epoch is forgotten. */
  readonly inAll: number;
}

/** 4 MB an epoch, 32 MB in all. */
const limits: HistoryLimits = { perEpoch: 2 ** 20, inAll: 2 ** 23 };

export class WeightHistory {
  /** Epochs since the weights were drawn. */
  private epochs = 0;
  /** Of so many epochs one is kept. */
  private stride = 1;
  private readonly kept: { readonly epoch: number; readonly values: readonly Float32Array<ArrayBuffer>[] }[] =
    [];
  /** What is kept, smallest first. */
  private readonly places: readonly WeightPlace[];

  constructor(
    places: readonly WeightPlace[],
    private readonly most: HistoryLimits = limits,
  ) {
    let room = most.perEpoch;
    this.places = [...places]
      .sort((one, other) => one.size - other.size)
      .filter(({ size }) => (room -= size) >= 0);
  }

  /** Hears that an epoch is over, and reads the weights where this one is kept. */
  async epochDone(read: (place: WeightPlace) => Promise<Float32Array<ArrayBuffer>>): Promise<void> {
    this.epochs++;
    if (this.places.length === 0 || this.epochs % this.stride !== 0) return;
    this.kept.push({ epoch: this.epochs, values: await Promise.all(this.places.map(read)) });
    const perEpoch = this.places.reduce((sum, { size }) => sum + size, 0);
    while (this.kept.length * perEpoch > this.most.inAll && this.kept.length > 1) {
      this.stride *= 2;
      const { stride } = this;
      this.kept.splice(0, Infinity, ...this.kept.filter(({ epoch }) => epoch % stride === 0));
    }
  }

  /** The epochs that are kept of a weight, in order; `null` for one that is too large to be kept. */
  of(
    nodeId: string,
    index: number,
  ): readonly { readonly epoch: number; readonly values: Float32Array<ArrayBuffer> }[] | null {
    const at = this.places.findIndex((place) => place.nodeId === nodeId && place.index === index);
    if (at < 0) return null;
    return this.kept.flatMap(({ epoch, values }) => {
      const own = values[at];
      return own === undefined ? [] : [{ epoch, values: own }];
    });
  }

  /** The weights are drawn anew. */
  clear(): void {
    this.epochs = 0;
    this.stride = 1;
    this.kept.length = 0;
  }
}
