/** Questions about the inside of the network, asked by the page. */
import { EngineError } from '../engine/failure';
import type { InspectionAnswer, InspectionKind, InspectionQuery } from '../engine/protocol/inspections';
import { engine } from './engine';

/** Asks the engine about the network as it is built now; rejects with what `Engine.inspect` throws. */
export function inspect<Kind extends InspectionKind>(
  kind: Kind,
  query: InspectionQuery<Kind>,
): Promise<InspectionAnswer<Kind>> {
  return engine().inspect(kind, query);
}

/** Whether a question was given up because it was asked anew or the network went: no failure. */
export function wasCancelled(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'cancelled';
}
