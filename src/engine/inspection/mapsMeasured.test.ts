import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chain } from '../../network/chain';
import { registerLayers } from '../layers/registerLayers';
import { NetworkModel } from '../model/networkModel';
import type { InspectionContext } from './inspections';
import { mapStatistics } from './mapStatistics';
import { shiftTest, shiftedPicture } from './shiftTest';

const network = chain([
  ['input', { height: 4, width: 4, channels: 1 }],
  ['conv2d', { filters: 3, kernelSize: [1, 1], activation: 'relu' }],
  ['maxPooling2d'],
  ['globalMaxPooling2d'],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const [, conv = '', pool = '', whole = ''] = network.nodes.map(({ id }) => id);
let model: NetworkModel;
let context: InspectionContext;
/** One bright pixel, away from the border. */
const probe = () => tf.tensor4d([0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [1, 4, 4, 1]);

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
  model = await NetworkModel.build(network, 1);
  // Map 0 doubles, map 1 is dead, map 2 triples.
  model.layer(conv).setWeights([tf.tensor4d([2, -1, 3], [1, 1, 1, 3]), tf.zeros([3])]);
  context = {
    network: model,
    probe: probe(),
    classNames: ['a', 'b'],
    proceed: () => Promise.resolve(),
  } as unknown as InspectionContext;
});
afterAll(() => model.dispose());

describe('statistics of maps', () => {
  it('are those calculated by hand, and leave no tensor behind', async () => {
    const before = tf.memory().numTensors;
    const answer = await mapStatistics(context, { layerId: conv, similarTo: 0 });
    expect(tf.memory().numTensors).toBe(before);
    expect([...answer.max]).toEqual([4, 0, 6]);
    expect([...answer.min]).toEqual([0, 0, 0]);
    expect([...answer.mean]).toEqual([0.25, 0, 0.375]);
    expect([...answer.activation]).toEqual([0.25, 0, 0.375]);
    // Σa²/16 − mean²: 1 − 1/16, and 36/16 − 9/64.
    expect([...answer.variance]).toEqual([0.9375, 0, 2.109375]);
    expect([...(answer.similarity ?? [])]).toEqual([expect.closeTo(1, 6), 0, expect.closeTo(1, 6)]);
  });
});

describe('the shift test', () => {
  it('moves a picture and repeats its border', () => {
    const picture = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
    expect([...shiftedPicture(picture, [1, 0]).dataSync()]).toEqual([1, 1, 3, 3]);
    expect([...shiftedPicture(picture, [0, -1]).dataSync()]).toEqual([3, 4, 3, 4]);
  });

  it('gives what is calculated by hand for one bright pixel', async () => {
    const before = tf.memory().numTensors;
    const { layers } = await shiftTest(context, {
      shifts: [
        [1, 0],
        [2, 0],
        [0, 0],
        [-1, 0],
      ],
    });
    expect(tf.memory().numTensors).toBe(before);
    const of = (id: string) => layers.find(({ layerId }) => layerId === id);
    const apart = expect.closeTo(Math.SQRT2, 5) as number;
    // The pixel is in two places: √(a² + a²) / a. Moved along, the maps are the same.
    expect(of(conv)).toMatchObject({
      stride: [1, 1],
      change: [apart, apart, 0, apart],
      movedChange: [0, 0, 0, 0],
    });
    // Column 1 and, one to the left, column 0 lie in the same window; one to the right lies in the next.
    expect(of(pool)).toMatchObject({
      stride: [2, 2],
      change: [apart, apart, 0, 0],
      movedChange: [null, 0, 0, null],
    });
    // The largest of the whole map does not notice where it is.
    expect(of(whole)).toMatchObject({
      stride: null,
      change: [0, 0, 0, 0],
      movedChange: [null, null, null, null],
    });
  });
});
