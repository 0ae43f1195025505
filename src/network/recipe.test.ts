import { expect, it } from 'vitest';
import { learningRateAt } from './recipe';

it('lets the learning rate fall as Keras’s CosineDecay(0.1, 10) does', () => {
  const decayed = { learningRate: 0.1, learningRateSchedule: 'CosineDecay' } as const;
  // From Keras 3.15.1, iterations 0 to 11.
  const keras = [
    0.10000000149011612, 0.0975528284907341, 0.09045084565877914, 0.07938926666975021, 0.06545084714889526,
    0.04999999701976776, 0.03454914316534996, 0.020610740408301353, 0.009549147449433804,
    0.0024471760261803865, 0, 0,
  ];
  keras.forEach((rate, iteration) => expect(learningRateAt(decayed, iteration, 10)).toBeCloseTo(rate, 6));
  expect(learningRateAt({ ...decayed, learningRateSchedule: 'constant' }, 7, 10)).toBe(0.1);
});
