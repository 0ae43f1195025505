/** With the 2,000 of every test run, 10,000 files that are damaged or mean harm. */
import { expect, test } from 'vitest';
import { FormatError } from '../../formats/formatError';
import { chain } from '../../network/chain';
import { infer } from '../../network/inference';
import { articleSettings } from '../../network/recipe';
import { shapeSize } from '../../network/shape';
import { writeKeras } from './fileWork';
import { loadHdf5 } from './hdf5';
import { readKeras } from './kerasReader';
import { mutants } from './mutants';

test('each is opened or refused with a reason, in bounded memory', { timeout: 400_000 }, async () => {
  const hdf5 = await loadHdf5();
  const network = chain([
    ['input', { height: 8, width: 8, channels: 3 }],
    ['separableConv2d', { filters: 2 }],
    ['batchNormalization'],
    ['flatten'],
    ['dense', { units: 2, activation: 'softmax' }],
  ]);
  const weights = new Map(
    [...infer(network).nodes].map(([id, facts]) => [
      id,
      facts.weights.map(({ shape }) => new Float32Array(shapeSize(shape)).fill(0.5)),
    ]),
  );
  const facts = { settings: articleSettings, iterations: 1, classNames: [], savedAt: new Date(0) };
  const file = writeKeras(hdf5, network, weights, facts);
  const open = (bytes: Uint8Array<ArrayBuffer>) => readKeras(() => Promise.resolve(hdf5), new Blob([bytes]));
  let refused = 0;
  for (const bytes of mutants(file, 8000, 3)) {
    try {
      await open(bytes);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      expect(error.message).toMatch(/^\w.{15,}\./s);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(4000);
  expect(hdf5.library.Module.HEAPU8.length).toBeLessThan(128 * 2 ** 20);
  // What came before has done no harm to it.
  expect((await open(file)).weights).toEqual(weights);
});
