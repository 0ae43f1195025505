/** Networks as files: what leaves the page, and what is opened in it. */
import { engine } from './engine';
import { synchronise } from './engineSync';
import { useTraining } from './training';

/** The network with its weights as a `.keras` file; throws what the engine throws. */
export async function exportKeras(): Promise<Blob> {
  const { settings } = useTraining.getState();
  // An edit just made in the page must count.
  await synchronise(settings.seed);
  return engine().exportKeras(settings);
}
