/** Draws the open views again when something changed: once for many reasons, and never twice at a time. */
import type { Prediction } from '../protocol';
import { awaitDeviceNews, breathe } from '../training/breathe';
import type { Inspector } from './inspector';
import type { ViewPacer } from './viewPacer';

export interface RefreshSurroundings {
  /** Whether there is a network on a working backend to look into. */
  ready(): boolean;
  /** Whether a run is under way that will draw at its next pause. */
  runDraws(): boolean;
  classNames(): readonly string[];
  drawn(prediction: Prediction | null): void;
  failed(error: unknown): void;
}

export class ViewRefresher {
  private drawing: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly inspector: Inspector,
    private readonly pacer: ViewPacer,
    private readonly surroundings: RefreshSurroundings,
  ) {}

  /** Draws soon; while a run is under way, at its next pause between batches. */
  soon(): void {
    if (this.surroundings.runDraws()) this.pacer.ask();
    else void this.now();
  }

  /** Draws; resolves when what changed before the call is on the screen. Never rejects. */
  async now(): Promise<void> {
    this.again = true;
    this.drawing ??= this.drawUntilDone().finally(() => (this.drawing = null));
    await this.drawing;
  }

  private async drawUntilDone(): Promise<void> {
    const { surroundings } = this;
    while (this.again) {
      await breathe();
      this.again = false;
      if (!surroundings.ready()) return;
      const startedMs = performance.now();
      try {
        surroundings.drawn(await this.inspector.refresh(surroundings.classNames()));
      } catch (error) {
        await awaitDeviceNews();
        if (surroundings.ready()) surroundings.failed(error);
      }
      this.pacer.drew(startedMs, performance.now());
    }
  }
}
