/** The modules of Inception v3, in the order of branches and with the filters of Keras Applications. */
import type { NetworkBuilder } from '../networkBuilder';

/** What differs between the paper size and the playground size. */
export interface InceptionV3Style {
  /** Filters in place of so many of the paper size. */
  width(filters: number): number;
  /** Of the convolutions and poolings that halve the maps. */
  readonly halving: 'valid' | 'same';
  /** Of the BatchNormalization layers. */
  readonly momentum: number;
}

type Kernel = readonly [height: number, width: number];
interface Rest {
  readonly strides?: readonly [number, number];
  readonly padding?: 'valid' | 'same';
}

export class InceptionV3Modules {
  constructor(
    private readonly net: NetworkBuilder,
    private readonly style: InceptionV3Style,
  ) {}

  /** Convolution, BatchNormalization, ReLU: one card that is called by its kernel. */
  conv(
    from: string,
    filters: number,
    kernelSize: Kernel,
    { strides = [1, 1], padding = 'same' }: Rest = {},
  ): string {
    const { width, momentum } = this.style;
    const parameters = { filters: width(filters), kernelSize, strides, padding, scale: false, momentum };
    return this.net.addBlock('convNormRelu', parameters, from, kernelSize.join('×'));
  }

  /** Pooling that halves the maps. */
  halve(from: string): string {
    const { halving: padding } = this.style;
    return this.net.add('maxPooling2d', { poolSize: [3, 3], strides: [2, 2], padding }, from);
  }

  /** Figure 5 of the paper: of two 3×3 in place of a 5×5. The other 5×5 is as in Keras. @param pooled Filters after the pooling. */
  twoInARow(title: string, x: string, pooled: number): string {
    return this.module(title, () => [
      this.conv(x, 64, [1, 1]),
      this.conv(this.conv(x, 48, [1, 1]), 64, [5, 5]),
      this.conv(this.conv(this.conv(x, 64, [1, 1]), 96, [3, 3]), 96, [3, 3]),
      this.pooled(x, pooled),
    ]);
  }

  /** Figure 10: halves the maps, side by side with pooling. */
  firstHalving(title: string, x: string): string {
    return this.module(title, () => [
      this.halvingConv(x, 384),
      this.halvingConv(this.conv(this.conv(x, 64, [1, 1]), 96, [3, 3]), 96),
      this.halve(x),
    ]);
  }

  /** Figure 6: 7×7 as 1×7 and 7×1. @param inner Filters inside the long branches. */
  factorized(title: string, x: string, inner: number): string {
    return this.module(title, () => {
      const once = this.conv(this.conv(x, inner, [1, 1]), inner, [1, 7]);
      const start = this.conv(this.conv(x, inner, [1, 1]), inner, [7, 1]);
      const twice = this.conv(this.conv(start, inner, [1, 7]), inner, [7, 1]);
      return [
        this.conv(x, 192, [1, 1]),
        this.conv(once, 192, [7, 1]),
        this.conv(twice, 192, [1, 7]),
        this.pooled(x, 192),
      ];
    });
  }

  /** As `firstHalving`, with a factorized 7×7. */
  secondHalving(title: string, x: string): string {
    return this.module(title, () => [
      this.halvingConv(this.conv(x, 192, [1, 1]), 320),
      this.halvingConv(this.conv(this.conv(this.conv(x, 192, [1, 1]), 192, [1, 7]), 192, [7, 1]), 192),
      this.halve(x),
    ]);
  }

  /** Figure 7: 1×3 and 3×1 side by side, for many and small maps. */
  sideBySide(title: string, x: string): string {
    return this.module(title, () => [
      this.conv(x, 320, [1, 1]),
      this.split(this.conv(x, 384, [1, 1])),
      this.split(this.conv(this.conv(x, 448, [1, 1]), 384, [3, 3])),
      this.pooled(x, 192),
    ]);
  }

  private split(x: string): string {
    return this.net.add('concatenate', {}, this.conv(x, 384, [1, 3]), this.conv(x, 384, [3, 1]));
  }

  private halvingConv(x: string, filters: number): string {
    return this.conv(x, filters, [3, 3], { strides: [2, 2], padding: this.style.halving });
  }

  private pooled(x: string, filters: number): string {
    const average = { poolSize: [3, 3], strides: [1, 1], padding: 'same' } as const;
    return this.conv(this.net.add('averagePooling2d', { ...average }, x), filters, [1, 1]);
  }

  private module(title: string, branches: () => readonly string[]): string {
    return this.net.group(title, () => this.net.add('concatenate', {}, ...branches()));
  }
}
