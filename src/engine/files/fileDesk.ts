/** Where networks leave as files and come in as such. */
import type { Network } from '../../network/graph';
import type { TrainingSettings } from '../../network/recipe';
import { EngineError } from '../failure';
import { readTogether } from '../inspection/inspected';
import type { NetworkKeeper } from '../model/networkKeeper';
import type { NetworkModel, WeightSnapshot } from '../model/networkModel';
import type { EngineFiles, ReadFile, RefusedFile } from '../protocol/files';
import type { ReadProjectFile } from '../protocol/projectFile';
import type { TrainingData } from '../training/batchFeed';
import { inFileWorker } from './fileWorker';

export class FileDesk implements EngineFiles {
  /** Weights of the file that was read last, in the order of its network's nodes. */
  private read: WeightSnapshot extends ReadonlyMap<string, infer Values> ? readonly Values[] : never = [];

  /** `network` answers with the built network and builds it where that is not done; `null` where there is none that works. */
  constructor(
    private readonly data: TrainingData,
    private readonly keeper: Pick<NetworkKeeper, 'expect'>,
    private readonly network: () => Promise<NetworkModel | null>,
  ) {}

  async exportKeras(settings: TrainingSettings): Promise<Blob> {
    const built = await this.network();
    if (built === null)
      throw new EngineError('bad-network', 'There is no working network to export: its cards say why.');
    const { data } = this;
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

  async readFile(file: Blob, open: Network): Promise<ReadFile | RefusedFile | ReadProjectFile> {
    const opened = await inFileWorker((files) => files.readProject(file));
    if (opened !== null) {
      const { project, weights: values, images } = opened;
      this.read = project.network.nodes.map(({ id }) => values?.get(id) ?? []);
      return { kind: 'project', project, hasWeights: values !== null, images };
    }
    const { reading, weights } = await inFileWorker(
      (files) => files.readKeras(file, open),
      readingLimitMs(file),
    );
    if (reading.kind === 'refused') return reading;
    const { network, classNames, training, augmentation, notes } = reading;
    this.read = network.nodes.map(({ id }) => weights?.get(id) ?? []);
    const hasWeights = weights !== null;
    return { kind: 'network', network, hasWeights, classNames, training, augmentation, notes };
  }

  expectWeights(ids: readonly string[]): void {
    this.keeper.expect(new Map(ids.map((id, index) => [id, this.read[index] ?? []])));
    this.read = [];
  }
}

/** HDF5 goes round in circles over some damaged files, and only ending its worker stops it. Slow disks read 10 MB a second. */
function readingLimitMs({ size }: Blob): number {
  return 20_000 + size / 10_000;
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
