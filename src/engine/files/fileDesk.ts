/** Where networks leave as files. */
import type { TrainingSettings } from '../../network/recipe';
import { EngineError } from '../failure';
import { readTogether } from '../inspection/inspected';
import type { NetworkModel } from '../model/networkModel';
import type { EngineFiles } from '../protocol/files';
import type { TrainingData } from '../training/batchFeed';
import { inFileWorker } from './fileWorker';

interface FileSurroundings {
  readonly data: TrainingData;
  /** The built network; builds it where that is not done. `null` where there is none that works. */
  network(): Promise<NetworkModel | null>;
}

export class FileDesk implements EngineFiles {
  constructor(private readonly surroundings: FileSurroundings) {}

  async exportKeras(settings: TrainingSettings): Promise<Blob> {
    const built = await this.surroundings.network();
    if (built === null)
      throw new EngineError('bad-network', 'There is no working network to export: its cards say why.');
    const { data } = this.surroundings;
    const weights = await readWeights(built);
    const steps = Math.ceil(data.indices('train').length / settings.batchSize);
    const facts = {
      settings,
      iterations: settings.epochs * steps,
      classNames: data.classNames.length === built.classes ? data.classNames : [],
      savedAt: new Date(),
    };
    return inFileWorker((files) => files.writeKeras(built.network, weights, facts));
  }
}

/** All weights of one moment, by node id. */
async function readWeights(built: NetworkModel): Promise<ReadonlyMap<string, Float32Array<ArrayBuffer>[]>> {
  const layers = built.network.nodes.map(({ id }) => ({ id, tensors: built.layer(id).getWeights() }));
  const values = await readTogether(() => layers.flatMap(({ tensors }) => tensors));
  let taken = 0;
  return new Map(
    layers.map(({ id, tensors }) => {
      const own = values.slice(taken, (taken += tensors.length));
      return [id, own];
    }),
  );
}
