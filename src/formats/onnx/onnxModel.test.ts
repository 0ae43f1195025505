import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, test } from 'vitest';
import { chain } from '../../network/chain';
import { waveImages, waveWeights } from '../../network/verification/waveWeights';
import { wholeCatalogue } from '../../network/verification/wholeCatalogue';
import { onnxModel } from './onnxModel';

beforeAll(() => {
  // The runtime's threads would outlive the test.
  ort.env.wasm.numThreads = 1;
});

describe('onnxModel', () => {
  test('of the whole catalogue predicts in ONNX Runtime what Keras predicts', async () => {
    const network = wholeCatalogue();
    const session = await ort.InferenceSession.create(onnxModel(network, waveWeights(network), []));
    expect(session.inputNames).toEqual(['image']);
    expect(session.outputNames).toEqual(['probabilities']);
    const image = new ort.Tensor('float32', waveImages(360), [2, 12, 10, 3]);
    const { probabilities } = await session.run({ image });
    expect(probabilities?.dims).toEqual([2, 3]);
    // Softmax of what Keras 3.15.1 computes: see kerasPrediction.test.ts.
    const logits = [
      [0.507509, -1.508399, -0.118812],
      [0.496972, -1.540287, -0.100057],
    ];
    const expected = logits.flatMap((row) => {
      const exponentials = row.map(Math.exp);
      return exponentials.map((each) => each / exponentials.reduce((sum, one) => sum + one, 0));
    });
    const found = Array.from(probabilities?.data as Float32Array);
    expect(found).toEqual(expected.map((value) => expect.closeTo(value, 5) as number));
    await session.release();
  });

  test('keeps class names and what an image must become', () => {
    const network = chain([
      ['input', { height: 2, width: 2, channels: 1 }],
      ['flatten'],
      ['dense', { units: 2, activation: 'softmax' }],
    ]);
    const bytes = onnxModel(network, waveWeights(network), ['Kätzchen', 'dog']);
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain('class_names\u0012\u0013["Kätzchen","dog"]');
    expect(text).toContain('preprocessing');
  });

  test('refuses a network that cannot predict, and weights that are not there', () => {
    const open = chain([['input'], ['conv2d']]);
    expect(() => onnxModel(open, waveWeights(open), [])).toThrow(/The network ends here/);
    expect(() => onnxModel(wholeCatalogue(), new Map(), [])).toThrow(/has no values for its weight/);
  });
});
