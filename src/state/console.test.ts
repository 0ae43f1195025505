import { beforeAll, describe, expect, it, vi } from 'vitest';

const fake = vi.hoisted(() => ({ told: [] as string[] }));

vi.mock('../engine/client', () => ({
  startEngine: () => ({
    memory: () => Promise.resolve({ tensors: 3, tensorBytes: 12, gpuBytes: 0, imageBytes: 0 }),
    history: () => Promise.resolve({ batches: [], epochs: [] }),
    setInputFormat: () => Promise.resolve(fake.told.push('format')),
    setSplit: () => Promise.resolve(fake.told.push('split')),
    setNetwork: () => Promise.resolve(fake.told.push('network')),
    predict: () => {
      fake.told.push('predict');
      return Promise.resolve({ classNames: ['cat', 'dog'], probabilities: [0.25, 0.75] });
    },
  }),
}));

const { installConsole } = await import('./console');

beforeAll(() => {
  vi.stubGlobal('window', {});
  installConsole();
});

const convoscope = () => {
  if (window.convoscope === undefined) throw new Error('not installed');
  return window.convoscope;
};

describe('the article’s network, from the console', () => {
  it('has the shapes and parameters that Keras gives it', () => {
    expect(convoscope().parameterCount()).toBe(13070658);
    const shapes = convoscope().shapes();
    expect(shapes['Conv2D 1']).toEqual([126, 126, 32]);
    expect(shapes['Flatten 1']).toEqual([25088]);
  });

  it('is given away as a copy of plain JSON', () => {
    const network = convoscope().network();
    expect(JSON.parse(JSON.stringify(network))).toEqual(network);
    expect(convoscope().network()).not.toBe(network);
  });

  it('tells the engine of the last edits before it predicts', async () => {
    const prediction = await convoscope().predict(new Blob());
    expect(prediction.probabilities).toEqual([0.25, 0.75]);
    expect(fake.told).toEqual(['format', 'split', 'network', 'predict']);
  });

  it('answers from the engine, and lists all it can do', async () => {
    expect((await convoscope().memory()).tensors).toBe(3);
    for (const name of Object.keys(convoscope())) expect(convoscope().help()).toContain(`${name}(`);
  });
});
