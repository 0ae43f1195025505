/**
 * The one network in work: built as the page asked for it, and built again on every new backend. What it has learnt
 * outlives it: a layer that keeps its id and shapes through an edit, a time without a working network, a switch of
 * backends or a lost device keeps its weights.
 */
import type { Network } from '../../network/graph';
import { NetworkModel } from './networkModel';
import type { WeightSnapshot } from './networkModel';

export class NetworkKeeper {
  /** What to build; `null` while the page has no working network. */
  private asked: { readonly network: Network; readonly seed: number } | null = null;
  private built: NetworkModel | null = null;
  /** Trained weights that wait for the next network. */
  private shelved: WeightSnapshot | undefined;
  /** The weights to go back to when a device is lost. */
  private safe: WeightSnapshot | undefined;

  /** `changed` hears of every network that is built or (`null`) taken down. */
  constructor(private readonly changed: (network: NetworkModel | null) => void) {}

  /** `null` where there is none that works, or none yet on this backend. */
  get network(): NetworkModel | null {
    return this.built;
  }

  /** Takes the built network down and builds another; `null` builds none. Throws as `build` does. */
  async replace(network: Network | null, seed: number): Promise<void> {
    await this.shelve();
    this.asked = network === null ? null : { network, seed };
    await this.build();
  }

  /** Builds what was asked for, where that is not done. Throws `bad-network` and what the backend throws. */
  async build(): Promise<void> {
    if (this.asked === null || this.built !== null) return;
    const { network, seed } = this.asked;
    this.built = await NetworkModel.build(network, seed, this.shelved);
    this.shelved = undefined;
    this.changed(this.built);
  }

  /** Draws every weight anew and forgets all that was learnt. */
  reset(seed: number): void {
    this.built?.reset(seed);
    this.shelved = undefined;
    this.safe = undefined;
  }

  /** Takes the network down and keeps what it has learnt. */
  async shelve(): Promise<void> {
    const learnt = await this.built?.worthKeeping();
    if (learnt !== undefined) {
      this.shelved = learnt;
      this.safe = learnt;
    }
    this.drop();
  }

  /** Copies the weights to where no device can take them along. */
  async secure(): Promise<void> {
    this.safe = await this.built?.snapshot();
  }

  /** Takes the network down without reading from its device, which is lost; the next has the weights last made safe. */
  abandon(): void {
    this.shelved ??= this.safe;
    this.drop();
  }

  private drop(): void {
    if (this.built === null) return;
    // Its weights may have been drawn anew since it was asked for.
    this.asked = { network: this.built.network, seed: this.built.seed };
    this.built.dispose();
    this.built = null;
    this.changed(null);
  }
}
