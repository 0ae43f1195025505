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
    for (const [name, member] of Object.entries(convoscope())) {
      expect(convoscope().help()).toContain(typeof member === 'function' ? `${name}(` : `${name}.`);
    }
  });
});

describe('the network, edited from the console', () => {
  it('gets a branch that meets again at an Add, and undo takes it back step by step', () => {
    convoscope().open('article-cnn', 'paper');
    const id = convoscope().addLayer('add', 'Conv2D 1');
    expect(
      convoscope()
        .network()
        .nodes.find((node) => node.id === id)?.type,
    ).toBe('add');
    convoscope().addLayer('Activation', 'Conv2D 1');
    convoscope().connect('Conv2D 1', id);
    const arriving = convoscope()
      .network()
      .connections.filter(({ to }) => to === id);
    expect(arriving.map(({ input }) => input)).toEqual([0, 1]);
    expect(convoscope().shapes()['Add 1']).toEqual([126, 126, 32]);
  });

  it('opens a playground size for the images there are', () => {
    convoscope().open('article-cnn', 'playground');
    expect(convoscope().shapes()['Input 1']).toEqual([128, 128, 3]);
  });

  it('says in words what it does not know, and what cannot be', () => {
    expect(() => convoscope().open('lenet7', 'paper')).toThrow(
      /no architecture "lenet7"; there is article-cnn/,
    );
    expect(() => convoscope().addLayer('conv9d')).toThrow(/no layer type "conv9d"; there is input, conv2d/);
    expect(() => convoscope().addLayer('dense', 'Dense 99')).toThrow(/no layer "Dense 99"; there is Input 1/);
    expect(() => convoscope().connect('Dense 1', 'Conv2D 1')).toThrow(/circle/);
  });

  it('takes blocks by their names too', () => {
    convoscope().open('resnet18', 'playground');
    const shapeBefore = convoscope().shapes()['GlobalAveragePooling2D 1'];
    const id = convoscope().addLayer('maxPooling2d', 'Stage 3');
    const { nodes, connections } = convoscope().network();
    const [inStage4] = connections.filter(({ from }) => from === id).map(({ to }) => to);
    expect(nodes.find((node) => node.id === id)?.block).toBeUndefined();
    expect(nodes.find((node) => node.id === inStage4)?.block).toBeDefined();
    expect(convoscope().shapes()['GlobalAveragePooling2D 1']).toEqual(shapeBefore);
    expect(() => convoscope().connect('Stem', 'Stage 2')).toThrow('Stage 2 has all its inputs');
    expect(() => convoscope().connect('Stage 9', 'Stage 2')).toThrow('There is no layer "Stage 9"');
  });
});
