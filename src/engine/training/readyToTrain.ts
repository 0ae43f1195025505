/** What must be there before a run, or a search for its learning rate, can begin. */
import { infer } from '../../network/inference';
import type { TrainingSettings } from '../../network/recipe';
import { EngineError } from '../failure';
import type { NetworkKeeper } from '../model/networkKeeper';
import type { NetworkModel } from '../model/networkModel';
import { refuseTooLarge } from '../model/networkSize';
import type { BackendReport, InputFormat } from '../protocol';

interface Preparations {
  readonly keeper: NetworkKeeper;
  readonly report: BackendReport;
  setInputFormat(format: InputFormat): Promise<unknown>;
  /** Whether pictures are still being read. */
  isReading(): boolean;
}

/**
 * The network, built, with pictures of its input's size. Throws `bad-network` where there is none that works or all of it is
 * frozen, `out-of-memory` where training cannot fit, `busy` where the network or the pictures are changing.
 */
export async function readyToTrain(
  { keeper, report, setInputFormat, isReading }: Preparations,
  settings: TrainingSettings,
): Promise<NetworkModel> {
  const { wanted } = keeper;
  if (wanted === null) {
    throw new EngineError('bad-network', 'The network cannot work yet: its cards say why.');
  }
  if (infer(wanted).totals.trainable === 0) {
    throw new EngineError(
      'bad-network',
      'There is nothing to train: no layer has weights that are not frozen. Make one trainable again.',
    );
  }
  refuseTooLarge(wanted, settings, report);
  // It is not built where it is large, or where that failed on the last backend.
  await keeper.build();
  const { network } = keeper;
  if (network === null) {
    throw new EngineError('busy', 'The network was changed while it was made ready. Try again.');
  }
  await setInputFormat(network.input);
  if (isReading()) {
    throw new EngineError('busy', 'Pictures are still being read. Train when they are all there.');
  }
  return network;
}
