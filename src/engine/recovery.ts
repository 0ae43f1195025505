/** What happens when the GPU fails under the engine. */
import { EngineError } from './failure';
import type { Fault } from './protocol';

interface RecoverySurroundings {
  /** Gives up what waits for a device that is lost. */
  abandonDrawing(): void;
  /** Ends the run, which tells of the failure itself; false when none was active. */
  failRun(error: EngineError): Promise<boolean>;
  tell(fault: Fault): void;
  /** Starts another backend in place of the lost one. */
  startAgain(error: EngineError): Promise<void>;
  failed(error: unknown): void;
  /** The engine works again, or never will. */
  ended(): void;
}

export class Recovery {
  private count = 0;

  constructor(private readonly surroundings: RecoverySurroundings) {}

  /** Whether a failure is being dealt with. */
  get underWay(): boolean {
    return this.count > 0;
  }

  /** A GPU error or a lost device: ends the run, tells the user, and makes the engine usable again. */
  async handle(fault: Fault): Promise<void> {
    const { surroundings } = this;
    const isLost = fault.code === 'device-lost';
    // A failing GPU says the same many times over, but that it is gone in the end must be heard.
    if (this.underWay && !isLost) return;
    this.count++;
    if (isLost) surroundings.abandonDrawing();
    try {
      const error = new EngineError(fault.code, fault.message, { cause: fault.detail });
      if (!(await surroundings.failRun(error))) surroundings.tell(fault);
      if (isLost) await surroundings.startAgain(error);
    } catch (error) {
      surroundings.failed(error);
    } finally {
      this.count--;
      surroundings.ended();
    }
  }
}
