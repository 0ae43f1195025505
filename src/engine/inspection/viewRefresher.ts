/** Draws the open views again when something changed: once for many reasons, and never twice at a time. */
import { EngineError } from '../failure';
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
  private giveUp: (error: EngineError) => void = () => undefined;

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
    this.drawing ??= this.drawUntilDone();
    await this.drawing;
  }

  /** Resolves once nothing is being drawn. */
  async idle(): Promise<void> {
    while (this.drawing !== null) await this.drawing;
  }

  /** Gives up what is being drawn: its device is lost, and what waits for that may wait for ever. */
  abandon(): void {
    this.giveUp(new EngineError('device-lost', 'The GPU went while the views were drawn.'));
  }

  private async drawUntilDone(): Promise<void> {
    try {
      while (this.again) {
        await breathe();
        this.again = false;
        if (!this.surroundings.ready()) return;
        await this.draw();
      }
    } finally {
      // In the same turn as the last look at `again`: a request in between would be lost.
      this.drawing = null;
    }
  }

  private async draw(): Promise<void> {
    const { surroundings } = this;
    const startedMs = performance.now();
    try {
      const givenUp = new Promise<never>((_, reject) => (this.giveUp = reject));
      surroundings.drawn(await Promise.race([this.inspector.refresh(surroundings.classNames()), givenUp]));
    } catch (error) {
      await awaitDeviceNews();
      if (surroundings.ready()) surroundings.failed(error);
    }
    this.pacer.drew(startedMs, performance.now());
  }
}
