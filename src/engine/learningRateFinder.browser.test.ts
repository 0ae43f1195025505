/** A sweep of the learning rate gives way to whatever else is asked of the engine, and leaves nothing behind. */
import { afterEach, expect, it } from 'vitest';
import { endSessions, shortRun, smallCnn, somePicture, startSession } from './engineSession';

afterEach(endSessions);

/** A session with a sweep under way. */
async function sweeping() {
  const session = await startSession('wasm');
  const { engine } = session;
  const tensors = engine.memory().tensors;
  const sweep = engine.findLearningRate(shortRun());
  await expect.poll(() => session.count('rateSweep')).toBeGreaterThan(0);
  return { session, engine, sweep, tensors };
}

it('a run begins at once', async () => {
  const { session, engine, sweep } = await sweeping();
  const finished = session.reach('finished');
  await engine.train(shortRun({ epochs: 1 }));
  expect((await sweep).ending).toBe('cancelled');
  await expect(engine.findLearningRate(shortRun())).rejects.toMatchObject({ code: 'busy' });
  await finished;
  expect(session.faults).toEqual([]);
});

it('another backend, other pictures and another network take over', async () => {
  const { session, engine, sweep, tensors } = await sweeping();
  await engine.setSplit({ kind: 'pooled', validationFraction: 0.3 }, 9);
  expect((await sweep).ending).toBe('cancelled');
  expect(engine.memory().tensors).toBe(tensors);

  const second = engine.findLearningRate(shortRun());
  await engine.selectBackend('cpu');
  expect((await second).ending).toBe('cancelled');
  const third = engine.findLearningRate(shortRun());
  await engine.setNetwork(smallCnn(), 2);
  expect((await third).ending).toBe('cancelled');
  expect((await engine.predict(await somePicture())).probabilities).toHaveLength(2);
  expect(session.faults).toEqual([]);
});
