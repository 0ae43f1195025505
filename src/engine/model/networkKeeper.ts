/**
 * The one network in work: built as the page asked for it, and built again on every new backend. What it has learnt
 * outlives it: a layer that keeps its id and shapes through an edit, a time without a working network, a switch of
 * backends or a lost device keeps its weights, and one that comes back by undo has them again. A large network waits until somebody
 * asks for it.
 */
import type { Network } from '../../network/graph';
import type { BuildState } from '../protocol';
import { NetworkModel } from './networkModel';
import type { WeightSnapshot } from './networkModel';
import { WeightShelf } from './weightShelf';

interface KeeperSurroundings {
  /** Hears of every network that is built or (`null`) taken down. */
  changed(network: NetworkModel | null): void;
  /** Hears how far the network asked for has come. */
  told(state: BuildState): void;
  /** Whether to build a network that nobody needs yet. */
  isInstant(network: Network): boolean;
}

export class NetworkKeeper {
  /** What to build; `null` while the page has no working network. */
  private asked: { readonly network: Network; readonly seed: number } | null = null;
  private built: NetworkModel | null = null;
  private building: AbortController | null = null;
  /** Trained weights that wait for a network with their layers. */
  private readonly shelf = new WeightShelf();
  /** The weights to go back to when a device is lost. */
  private safe: WeightSnapshot | undefined;

  constructor(private readonly surroundings: KeeperSurroundings) {}

  /** `null` where there is none that works, or none yet on this backend. */
  get network(): NetworkModel | null {
    return this.built;
  }

  /** What the page asked for, built or not. */
  get wanted(): Network | null {
    return this.asked?.network ?? null;
  }

  /** Takes the built network down and builds another where that is instant; `null` builds none. Throws as `build` does. */
  async replace(network: Network | null, seed: number): Promise<void> {
    await this.shelve();
    this.asked = network === null ? null : { network, seed };
    await this.buildInstant();
  }

  /** As `build`, but leaves a large network until `build` is called for it. */
  async buildInstant(): Promise<void> {
    if (this.asked === null || this.built !== null) this.tell();
    else if (this.surroundings.isInstant(this.asked.network)) await this.build();
    else this.tell();
  }

  /**
   * Builds what was asked for, where that is not done. Ends without a network when it is superseded meanwhile. Throws
   * `bad-network`, `out-of-memory` and what the backend throws.
   */
  async build(): Promise<void> {
    if (this.asked === null || this.built !== null) return;
    const { network, seed } = this.asked;
    const { signal } = (this.building = new AbortController());
    this.tell();
    try {
      this.built = await NetworkModel.build(network, seed, this.shelf.snapshot, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      return;
    } finally {
      this.building = null;
      this.tell();
    }
    this.shelf.remove(network.nodes.map(({ id }) => id));
    this.surroundings.changed(this.built);
  }

  /** Weights for layers of a network that will be asked for. */
  expect(weights: WeightSnapshot): void {
    this.shelf.put(weights);
  }

  /** Gives up what is being built: another network is on its way. */
  supersede(): void {
    this.building?.abort();
  }

  /** Draws every weight anew and forgets all that was learnt. */
  reset(seed: number): void {
    this.built?.reset(seed);
    this.shelf.clear();
    this.safe = undefined;
  }

  /** Takes the network down and keeps what it has learnt. */
  async shelve(): Promise<void> {
    try {
      const learnt = await this.built?.worthKeeping();
      if (learnt !== undefined) {
        this.shelf.put(learnt);
        this.safe = learnt;
      }
    } finally {
      // Also where no memory is left for the copy: a smaller network must find room.
      this.drop();
    }
  }

  /** Copies the weights to where no device can take them along. */
  async secure(): Promise<void> {
    this.safe = await this.built?.snapshot();
  }

  /** Takes the network down without reading from its device, which is lost; the next has the weights last made safe. */
  abandon(): void {
    if (this.safe !== undefined) this.shelf.putMissing(this.safe);
    this.drop();
  }

  private drop(): void {
    if (this.built === null) return;
    // Its weights may have been drawn anew since it was asked for.
    this.asked = { network: this.built.network, seed: this.built.seed };
    this.built.dispose();
    this.built = null;
    this.surroundings.changed(null);
  }

  private tell(): void {
    this.surroundings.told(this.state);
  }

  private get state(): BuildState {
    if (this.built !== null) return 'built';
    if (this.building !== null) return 'building';
    return this.asked === null ? 'none' : 'waiting';
  }
}
