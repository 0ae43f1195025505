/** Every paper size against the tables of its paper: output shapes stage by stage, and parameters by the sums here. */
import { describe, expect, test } from 'vitest';
import { infer } from '../inference';
import { cardShapes } from './verification/cardShapes';
import { conv, dense, paper, sum, totals } from './verification/counting';

describe('LeNet-5', () => {
  test('has the maps of figure 2: C1, S2, C3, S4, C5, F6', () => {
    expect(cardShapes(paper('lenet5'))).toEqual({
      'Input 1': '32×32×1',
      'Conv2D 1': '28×28×6',
      'AveragePooling2D 1': '14×14×6',
      'Conv2D 2': '10×10×16',
      'AveragePooling2D 2': '5×5×16',
      'Conv2D 3': '1×1×120',
      'Flatten 1': '120',
      'Dense 1': '84',
      'Dense 2': '10',
    });
  });

  test('has 61,706 parameters', () => {
    const counted = sum(conv(5, 1, 6), conv(5, 6, 16), conv(5, 16, 120), dense(120, 84), dense(84, 10));
    expect(counted).toBe(61_706);
    expect(totals('lenet5').parameters).toBe(counted);
  });
});

describe.each([
  // Channels that each of the five convolutions sees, and what the whole then comes to.
  { id: 'alexnet', seen: [3, 96, 256, 384, 384], published: 62_378_344, millions: 1_135 },
  { id: 'alexnet-grouped', seen: [3, 48, 256, 192, 192], published: 60_965_224, millions: 724 },
])('$id', ({ id, seen, published, millions }) => {
  test('has the layers of figure 2', () => {
    expect(cardShapes(paper(id))).toMatchObject({
      'Conv2D 1': '55×55×96',
      'Convolution 1': '27×27×96',
      'Conv2D 2': '27×27×256',
      'Convolution 2': '13×13×256',
      'Conv2D 3': '13×13×384',
      'Conv2D 4': '13×13×384',
      'Conv2D 5': '13×13×256',
      'Convolutions 3 to 5': '6×6×256',
      'Dense layers': '4096',
      'Dense 3': '1000',
    });
  });

  test(`has ${published.toLocaleString('en')} parameters`, () => {
    const [c1 = 0, c2 = 0, c3 = 0, c4 = 0, c5 = 0] = seen;
    const counted = sum(
      ...[conv(11, c1, 96), conv(5, c2, 256), conv(3, c3, 384), conv(3, c4, 384), conv(3, c5, 256)],
      ...[dense(6 * 6 * 256, 4096), dense(4096, 4096), dense(4096, 1000)],
    );
    expect(counted).toBe(published);
    expect(totals(id).parameters).toBe(counted);
  });

  test(`costs ${millions} million multiply-adds`, () => {
    expect(Math.round(totals(id).multiplyAdds / 1e6)).toBe(millions);
  });
});

describe.each([
  { id: 'vgg16', convolutions: [2, 2, 3, 3, 3], published: 138_357_544, billions: 15.5 },
  { id: 'vgg19', convolutions: [2, 2, 4, 4, 4], published: 143_667_240, billions: 19.6 },
])('$id', ({ id, convolutions, published, billions }) => {
  test('has the maps of table 1', () => {
    expect(cardShapes(paper(id))).toMatchObject({
      'Conv2D 1': '224×224×64',
      'Block 1': '112×112×64',
      'Block 2': '56×56×128',
      'Block 3': '28×28×256',
      'Block 4': '14×14×512',
      'Block 5': '7×7×512',
      'Dense layers': '4096',
      'Dense 3': '1000',
    });
  });

  test(`has ${published.toLocaleString('en')} parameters`, () => {
    const widths = [3, 64, 128, 256, 512, 512];
    const blocks = convolutions.map((count, index) => {
      const [from = 0, to = 0] = widths.slice(index);
      return conv(3, from, to) + (count - 1) * conv(3, to, to);
    });
    const counted = sum(...blocks, dense(7 * 7 * 512, 4096), dense(4096, 4096), dense(4096, 1000));
    expect(counted).toBe(published);
    expect(totals(id).parameters).toBe(counted);
  });

  test(`costs ${billions} billion multiply-adds`, () => {
    expect(totals(id).multiplyAdds / 1e9).toBeCloseTo(billions, 1);
  });
});

describe('ResNet-18', () => {
  test('has the maps of table 1', () => {
    expect(cardShapes(paper('resnet18'))).toMatchObject({
      'Conv2D 1': '112×112×64',
      Stem: '56×56×64',
      'Stage 2': '56×56×64',
      'Stage 3': '28×28×128',
      'Stage 4': '14×14×256',
      'Stage 5': '7×7×512',
      'GlobalAveragePooling2D 1': '512',
      'Dense 1': '1000',
    });
  });

  test('has 11,689,512 trainable parameters', () => {
    // A convolution without bias and the gamma and beta after it.
    const normed = (k: number, from: number, to: number): number => k * k * from * to + 2 * to;
    const stage = (from: number, to: number): number =>
      sum(normed(3, from, to), 3 * normed(3, to, to), from === to ? 0 : normed(1, from, to));
    const stages = [stage(64, 64), stage(64, 128), stage(128, 256), stage(256, 512)];
    const counted = sum(normed(7, 3, 64), ...stages, dense(512, 1000));
    expect(counted).toBe(11_689_512);
    expect(totals('resnet18').trainable).toBe(counted);
    // A moving mean and variance for each of the 4,800 normalized channels.
    const channels = 64 + 4 * 64 + 5 * 128 + 5 * 256 + 5 * 512;
    expect(totals('resnet18').nonTrainable).toBe(2 * channels);
  });

  test('costs 1.8 billion multiply-adds', () => {
    expect(totals('resnet18').multiplyAdds / 1e9).toBeCloseTo(1.8, 1);
  });
});

describe('ResNet-50', () => {
  test('has the maps of table 1', () => {
    expect(cardShapes(paper('resnet50'))).toMatchObject({
      'Conv2D 1': '112×112×64',
      Stem: '56×56×64',
      'Stage 2': '56×56×256',
      'Stage 3': '28×28×512',
      'Stage 4': '14×14×1024',
      'Stage 5': '7×7×2048',
      'GlobalAveragePooling2D 1': '2048',
      'Dense 1': '1000',
    });
  });

  test('has the 177 layers of Keras and 25,636,712 parameters, of which 53,120 are not trained', () => {
    const network = paper('resnet50');
    expect(network.nodes).toHaveLength(177);
    const block = (from: number, narrow: number): number =>
      conv(1, from, narrow) + conv(3, narrow, narrow) + conv(1, narrow, 4 * narrow);
    const stage = (from: number, narrow: number, blocks: number): number =>
      sum(block(from, narrow), conv(1, from, 4 * narrow), (blocks - 1) * block(4 * narrow, narrow));
    // Per block 2 narrow and 1 wide normalization, and a wide one on the projection of each stage.
    const channels = 64 + 64 * (3 * 6 + 4) + 128 * (4 * 6 + 4) + 256 * (6 * 6 + 4) + 512 * (3 * 6 + 4);
    const weights = [
      conv(7, 3, 64),
      stage(64, 64, 3),
      stage(256, 128, 4),
      stage(512, 256, 6),
      stage(1024, 512, 3),
    ];
    const counted = sum(...weights, 4 * channels, dense(2048, 1000));
    expect(counted).toBe(25_636_712);
    expect(2 * channels).toBe(53_120);
    const { parameters, nonTrainable } = infer(network).totals;
    expect(parameters).toBe(counted);
    expect(nonTrainable).toBe(2 * channels);
  });

  test('costs 3.86 billion multiply-adds', () => {
    expect(totals('resnet50').multiplyAdds / 1e9).toBeCloseTo(3.86, 2);
  });
});

describe('GoogLeNet', () => {
  test('has the output sizes of table 1', () => {
    expect(cardShapes(paper('googlenet'))).toMatchObject({
      'Conv2D 1': '112×112×64',
      'MaxPooling2D 1': '56×56×64',
      'Conv2D 3': '56×56×192',
      Stem: '28×28×192',
      'Module 3a': '28×28×256',
      'Module 3b': '28×28×480',
      'Module 4a': '14×14×512',
      'Module 4b': '14×14×512',
      'Module 4c': '14×14×512',
      'Module 4d': '14×14×528',
      'Module 4e': '14×14×832',
      'Module 5a': '7×7×832',
      'Module 5b': '7×7×1024',
      'AveragePooling2D 1': '1×1×1024',
      'Dropout 1': '1024',
      'Dense 1': '1000',
    });
  });

  test('has 6,998,552 parameters', () => {
    const inception = (from: number, filters: readonly number[]): number => {
      const [a = 0, reduceB = 0, b = 0, reduceC = 0, c = 0, d = 0] = filters;
      return sum(
        ...[conv(1, from, a), conv(1, from, reduceB), conv(3, reduceB, b)],
        ...[conv(1, from, reduceC), conv(5, reduceC, c), conv(1, from, d)],
      );
    };
    const counted = sum(
      conv(7, 3, 64),
      conv(1, 64, 64),
      conv(3, 64, 192),
      inception(192, [64, 96, 128, 16, 32, 32]),
      inception(256, [128, 128, 192, 32, 96, 64]),
      inception(480, [192, 96, 208, 16, 48, 64]),
      inception(512, [160, 112, 224, 24, 64, 64]),
      inception(512, [128, 128, 256, 24, 64, 64]),
      inception(512, [112, 144, 288, 32, 64, 64]),
      inception(528, [256, 160, 320, 32, 128, 128]),
      inception(832, [256, 160, 320, 32, 128, 128]),
      inception(832, [384, 192, 384, 48, 128, 128]),
      dense(1024, 1000),
    );
    expect(counted).toBe(6_998_552);
    expect(totals('googlenet').parameters).toBe(counted);
  });

  test('costs 1.6 billion multiply-adds', () => {
    expect(totals('googlenet').multiplyAdds / 1e9).toBeCloseTo(1.6, 1);
  });
});
