/** Where the network is looked into: the probe picture, the open views and when they are drawn, and the inspections. */
import type * as tf from '@tensorflow/tfjs';
import type { Dataset } from '../data/dataset';
import { sameFormat } from '../data/tiles';
import { EngineError } from '../failure';
import type { NetworkModel } from '../model/networkModel';
import type { Prediction, Probe, ProbeSource } from '../protocol';
import type { InspectionAnswer, InspectionKind, InspectionQuery } from '../protocol/inspections';
import { plainBatch } from '../training/batchFeed';
import { breathe } from '../training/breathe';
import type { HealthRecorder } from '../training/healthRecorder';
import { inspections } from './inspections';
import type { Inspection, InspectionContext } from './inspections';
import { Inspector, namesFor } from './inspector';
import { ProbeReader, toImageTensor } from './probeReader';
import { ViewPacer } from './viewPacer';
import { ViewRefresher } from './viewRefresher';

interface InspectionSurroundings {
  readonly dataset: Dataset;
  health(): HealthRecorder;
  gpu(): GPUDevice | null;
  /** Whether a backend runs. */
  started(): boolean;
  /** Whether a lost backend is being replaced: what is on the screen will be drawn anew then. */
  recovering(): boolean;
  /** `null` while none is built. */
  network(): NetworkModel | null;
  /** Whether a run is under way that will draw at its next pause. */
  runDraws(): boolean;
  /** Hears of each drawing, with the probabilities for the probe. */
  drawn(prediction: Prediction | null): void;
  /** Hears how much of a long answer is there, from 0 to 1. */
  progressed(kind: InspectionKind, share: number): void;
  failed(error: unknown): void;
}

export class InspectionDesk {
  readonly views: Inspector;
  readonly pacer = new ViewPacer();
  readonly refresher: ViewRefresher;
  private readonly probe: ProbeReader;
  /** The last question of each kind: an older one that takes long gives way to it. */
  private readonly lastAsked = new Map<InspectionKind, symbol>();

  constructor(private readonly surroundings: InspectionSurroundings) {
    this.views = new Inspector(surroundings.gpu);
    this.refresher = new ViewRefresher(this.views, this.pacer, {
      // Else nothing is on screen, or it is being built anew and will ask again.
      ready: () => surroundings.started() && surroundings.network() !== null && !surroundings.recovering(),
      runDraws: surroundings.runDraws,
      classNames: () => namesFor(surroundings.dataset.classNames, surroundings.network()?.classes ?? 0),
      drawn: surroundings.drawn,
      failed: surroundings.failed,
    });
    this.probe = new ProbeReader(surroundings.dataset, (bytes, format) => {
      if (surroundings.started()) this.views.setProbe(bytes === null ? null : toImageTensor(bytes, format));
    });
  }

  /** Throws `bad-image` when the picture cannot be read; the last probe stays then. */
  async setProbe(source: ProbeSource | null): Promise<Probe | null> {
    const probe = await this.probe.choose(source);
    this.refresher.soon();
    return probe;
  }

  /** The probe picture again: the data set, the input size or the backend is another. */
  rereadProbe(): Promise<void> {
    return this.probe.reread();
  }

  /**
   * At most so many training pictures, spread evenly over them and always the same, or the probe where there are none,
   * [n, height, width, channels]; `null` where no picture fits the network's input. The caller disposes them.
   */
  pictures(network: NetworkModel, most: number): tf.Tensor4D | null {
    const { dataset } = this.surroundings;
    const all = sameFormat(dataset.format, network.input) ? dataset.indices('train') : [];
    const count = Math.min(most, all.length);
    if (count === 0) return this.views.probeFor(network)?.clone() ?? null;
    const chosen = Array.from(
      { length: count },
      (_, index) => all[Math.floor((index * all.length) / count)] ?? 0,
    );
    const { images, labels } = plainBatch(dataset, chosen, network.input);
    labels.dispose();
    return images;
  }

  /**
   * Answers a question about the inside of the network as it is now, also between two batches of a run. Throws
   * `bad-network` while none is built, what the inspection throws, and `cancelled` where the network went or the same
   * question was asked anew before a long answer was there.
   */
  async inspect<Kind extends InspectionKind>(
    kind: Kind,
    query: InspectionQuery<Kind>,
  ): Promise<InspectionAnswer<Kind>> {
    const { surroundings } = this;
    const network = surroundings.network();
    if (network === null || surroundings.recovering()) {
      throw new EngineError('bad-network', 'There is no working network to look into: its cards say why.');
    }
    const mark = Symbol(kind);
    this.lastAsked.set(kind, mark);
    const startedMs = performance.now();
    const context: InspectionContext = {
      network,
      probe: this.views.probeFor(network),
      dataset: surroundings.dataset,
      health: surroundings.health(),
      classNames: namesFor(surroundings.dataset.classNames, network.classes),
      proceed: async (share) => {
        if (share !== undefined) surroundings.progressed(kind, share);
        await breathe();
        if (surroundings.network() !== network) {
          throw new EngineError('cancelled', 'The network changed while it was looked into.');
        }
        if (this.lastAsked.get(kind) !== mark) {
          throw new EngineError('cancelled', 'The same was asked anew.');
        }
      },
    };
    try {
      return await (inspections[kind] as Inspection<Kind>)(context, query);
    } finally {
      this.pacer.spent(performance.now() - startedMs);
    }
  }
}
