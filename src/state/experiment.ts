/** All that the exported programs repeat: the network, its settings, and which image takes which part. */
import type { Experiment } from '../formats/experiment';
import { useDataset } from './dataset';
import { engine } from './engine';
import { useNetwork } from './network';
import { useTraining } from './training';

/** The experiment as the page shows it now. */
export async function currentExperiment(): Promise<Experiment> {
  const { network } = useNetwork.getState();
  const { settings } = useTraining.getState();
  const { summary, split } = useDataset.getState();
  const images = await engine().listImages({ label: null, offset: 0, limit: summary?.images ?? 0 });
  return {
    network,
    settings,
    classNames: summary?.classes.map(({ name }) => name) ?? [],
    images: images
      .filter(({ label }) => label >= 0)
      .map(({ path, label, split: part }) => ({ path, label, split: part })),
    validationFraction: split.validationFraction,
  };
}
