import { describe, expect, it } from 'vitest';
import { chain } from '../../../network/chain';
import { trainingSettingsSchema } from '../../../network/recipe';
import type { BatchPoint, EpochPoint } from '../../protocol';
import { HEALTH_BINS, type Health, type LayerHealth, type Spread } from '../health';
import { diagnose } from './diagnose';
import type { Examined } from './finding';

const network = chain([
  ['input', { height: 8, width: 8, channels: 1 }],
  ['conv2d', { filters: 4, activation: 'relu' }],
  ['conv2d', { filters: 4, activation: 'relu' }],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const trained = [1, 2, 4].map((index) => network.nodes[index]?.id ?? '');
const off = { enabled: false, value: 0 };
const augmentation = {
  rotation: off,
  widthShift: off,
  heightShift: off,
  shear: off,
  zoom: off,
  horizontalFlip: false,
};
const settings = { ...trainingSettingsSchema.parse({}), augmentation };

function spread(over: Partial<Spread> = {}): Spread {
  const histogram = { low: -1, high: 1, counts: new Float32Array(HEALTH_BINS) };
  return {
    count: 100,
    notANumber: 0,
    infinite: 0,
    mean: 0,
    std: 1,
    min: -1,
    max: 1,
    norm: 10,
    histogram,
    ...over,
  };
}

interface Case {
  /** Root mean squares of the gradients of the three layers; of each sample where there are lists. */
  readonly rms?: readonly (number | readonly number[])[];
  readonly ratio?: number;
  readonly layer?: Partial<LayerHealth>;
  readonly losses?: readonly number[];
  readonly epochs?: readonly (readonly [loss: number, validationLoss: number])[];
  readonly sampled?: boolean;
}

function examined({
  rms = [1, 1, 1],
  ratio = 1e-3,
  layer = {},
  losses = [0.5],
  epochs = [],
  sampled = true,
}: Case): Examined {
  const perSample = rms.map((each) => (typeof each === 'number' ? [each] : each));
  const samples = sampled ? (perSample[0]?.length ?? 0) : 0;
  const layers = network.nodes.map(({ id }): LayerHealth => {
    const at = trained.indexOf(id);
    const last = perSample[at]?.at(-1) ?? 0;
    return {
      layerId: id,
      weights: at < 0 ? null : spread(),
      gradients: at < 0 || !sampled ? null : spread({ norm: last * 10 }),
      updateRatio: at < 0 || !sampled ? null : ratio,
      activations: spread(),
      units: 0,
      deadUnits: 0,
      ...(at === 0 ? layer : {}),
    };
  });
  const health: Health = {
    step: samples,
    sampledStep: sampled ? samples : null,
    pictures: 32,
    layers,
    steps: Array.from({ length: samples }, (_, index) => index + 1),
    series: network.nodes.map(({ id }) => {
      const own = perSample[trained.indexOf(id)];
      return {
        gradientNorm: Float32Array.from({ length: samples }, (_, index) => (own?.[index] ?? NaN) * 10),
        updateRatio: new Float32Array(samples).fill(own === undefined ? NaN : ratio),
      };
    }),
    chosen: [],
  };
  const batches = losses.map((loss, index): BatchPoint => ({
    step: index + 1,
    epoch: 1,
    loss,
    accuracy: 0.5,
  }));
  const points = epochs.map(([loss, validationLoss], index): EpochPoint => ({
    epoch: index + 1,
    step: index + 1,
    loss,
    accuracy: 0.5,
    validationLoss,
    validationAccuracy: 0.5,
    durationMs: 1,
  }));
  return { health, history: { batches, epochs: points }, settings, network, classes: 2 };
}

const kinds = (of: Case) => diagnose(examined(of)).map(({ kind }) => kind);
const flat = Array.from({ length: 40 }, () => 0.693);

describe('diagnose', () => {
  it('says so where nothing looks wrong, with the figures', () => {
    const [only, ...others] = diagnose(examined({}));
    expect(only).toMatchObject({ kind: 'healthy', severity: 'good', action: null });
    expect(only?.message).toContain('0.1 %');
    expect(others).toEqual([]);
  });

  it('does not call a run good whose loss is still that of guessing', () => {
    const [only, ...others] = diagnose(examined({ losses: flat }));
    expect(only).toMatchObject({ kind: 'healthy', severity: 'info' });
    expect(only?.remedy).toContain('After 40 steps the loss, 0.69,');
    expect(others).toEqual([]);
  });

  it('says what it does not know before a step was looked at', () => {
    expect(diagnose(examined({ sampled: false, losses: [] }))).toMatchObject([
      { kind: 'untrained', title: 'Not trained yet' },
    ]);
    expect(diagnose(examined({ sampled: false }))).toMatchObject([{ title: 'No step looked at yet' }]);
  });

  it('finds gradients that fade towards the first layers below a thousandth, unless units are all dead', () => {
    expect(kinds({ rms: [2e-3, 1, 1] })).toEqual(['healthy']);
    expect(kinds({ rms: [5e-4, 1, 1] })).toEqual(['vanishing']);
    expect(kinds({ rms: [0, 1, 1] })).toEqual(['vanishing']);
    expect(kinds({ rms: [0, 1, 1], layer: { units: 4, deadUnits: 4 } })).toEqual(['deadRelu']);
  });

  it('offers ReLU in place of every sigmoid', () => {
    const sigmoids = {
      ...network,
      nodes: network.nodes.map((node) =>
        node.type === 'conv2d'
          ? { ...node, parameters: { ...node.parameters, activation: 'sigmoid' } }
          : node,
      ),
    };
    const [finding] = diagnose({ ...examined({ rms: [1e-5, 1, 1] }), network: sigmoids });
    expect(finding?.action).toEqual({ kind: 'network', label: 'Use ReLU in 2 layers', network });
  });

  it('finds gradients that explode: by depth, in time, or past all numbers', () => {
    expect(kinds({ rms: [2000, 1, 1] })).toEqual(['exploding']);
    const usual = Array.from({ length: 9 }, () => 1);
    expect(
      kinds({
        rms: [
          [...usual, 50],
          [...usual, 50],
          [...usual, 50],
        ],
      }),
    ).toEqual(['exploding']);
    expect(
      kinds({
        rms: [
          [...usual, 5],
          [...usual, 5],
          [...usual, 5],
        ],
      }),
    ).toEqual(['healthy']);
    // Two samples do not say what is usual.
    expect(
      kinds({
        rms: [
          [1, 50],
          [1, 50],
          [1, 50],
        ],
      }),
    ).toEqual(['healthy']);
    const [worst] = diagnose(examined({ layer: { gradients: spread({ infinite: 3 }) } }));
    expect(worst).toMatchObject({ kind: 'exploding', severity: 'error' });
    expect(worst?.message).toContain('Conv2D 1');
  });

  it('finds dead units from 40 % of the network on, and offers LeakyReLU there', () => {
    expect(kinds({ layer: { units: 10, deadUnits: 3 } })).toEqual(['healthy']);
    const [some] = diagnose(examined({ layer: { units: 10, deadUnits: 4 } }));
    expect(some).toMatchObject({ kind: 'deadRelu', severity: 'warning', layerIds: [trained[0]] });
    expect(some?.message).toContain('4 of 10 units');
    const action = some?.action;
    if (action?.kind !== 'network') throw new TypeError('No network is offered.');
    expect(action.network.nodes.map(({ parameters }) => parameters.activation)).toEqual([
      undefined,
      'leaky_relu',
      'relu',
      undefined,
      'softmax',
    ]);
    const [all] = diagnose(examined({ layer: { units: 10, deadUnits: 10 } }));
    expect(all).toMatchObject({
      severity: 'error',
      action: { patch: { learningRate: 0.001 }, resets: true },
    });
  });

  it('finds a loss or weights that are no number, and nothing else then', () => {
    const [loss, ...others] = diagnose(examined({ losses: [0.7, 30, NaN], rms: [1e-9, 1, 1] }));
    expect(others).toEqual([]);
    expect(loss).toMatchObject({
      kind: 'notANumber',
      severity: 'error',
      action: { patch: { learningRate: 0.001 }, resets: true },
    });
    expect(loss?.message).toContain('step 3');
    expect(kinds({ layer: { weights: spread({ infinite: 1 }) } })).toEqual(['notANumber']);
  });

  it('finds steps that are too large: by the weights they change, or by a loss that rises above guessing', () => {
    expect(kinds({ ratio: 0.05 })).toEqual(['healthy']);
    expect(kinds({ ratio: 0.2 })).toEqual(['rateTooHigh']);
    const rising = Array.from({ length: 40 }, (_, index) => 0.7 + index / 20);
    expect(kinds({ losses: rising })).toEqual(['rateTooHigh']);
    // A bad beginning that gets better is none.
    expect(kinds({ losses: rising.toReversed() })).toEqual(['healthy']);
  });

  it('finds steps that are too small where the loss does not move', () => {
    const [finding] = diagnose(examined({ ratio: 1e-6, losses: flat }));
    expect(finding).toMatchObject({
      kind: 'rateTooLow',
      action: { patch: { learningRate: 0.1 }, resets: false },
    });
    expect(kinds({ ratio: 1e-4, losses: flat })).toEqual(['healthy']);
    expect(kinds({ ratio: 1e-6, losses: flat.map((loss, index) => loss - index / 100) })).toEqual([
      'healthy',
    ]);
  });

  it('finds overfitting where validation has got worse for three epochs while training got better', () => {
    const worse = [
      [0.6, 0.6],
      [0.4, 0.5],
      [0.3, 0.51],
      [0.2, 0.55],
      [0.1, 0.6],
    ] as const;
    const [finding] = diagnose(examined({ epochs: worse }));
    expect(finding).toMatchObject({ kind: 'overfitting', action: { label: 'Turn augmentation on' } });
    expect(finding?.message).toContain('after epoch 2');
    expect(kinds({ epochs: worse.slice(0, 4) })).toEqual(['healthy']);
    // Both rise: that is not learning by heart.
    expect(
      kinds({
        epochs: worse.map(([loss, validation], index) => [index > 1 ? 1 : loss, validation] as const),
      }),
    ).toEqual(['healthy']);
    const augmented = { ...settings, augmentation: { ...augmentation, horizontalFlip: true } };
    const action = diagnose({ ...examined({ epochs: worse }), settings: augmented })[0]?.action;
    if (action?.kind !== 'network') throw new TypeError('No network is offered.');
    expect(action.network.nodes.map(({ type }) => type)).toContain('dropout');
    expect(action.network.connections).toContainEqual({ from: 'dropout-6', to: trained[2], input: 0 });
  });
});
