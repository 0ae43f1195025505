/** Questions about the inside of the network, asked by the page. */
import { create } from 'zustand';
import { EngineError } from '../engine/failure';
import type { InspectionAnswer, InspectionKind, InspectionQuery } from '../engine/protocol/inspections';
import { engine, onEngineEvent, reportFailure } from './engine';

/** Asks the engine about the network as it is built now; rejects with what `Engine.inspect` throws. */
export function inspect<Kind extends InspectionKind>(
  kind: Kind,
  query: InspectionQuery<Kind>,
): Promise<InspectionAnswer<Kind>> {
  return engine().inspect(kind, query);
}

/** Ends the question of a kind that is under way: `none` is the same about nothing. What fails then is of no interest. */
export function giveUp<Kind extends InspectionKind>(kind: Kind, none: InspectionQuery<Kind>): void {
  inspect(kind, none).catch((error: unknown) => {
    if (!(error instanceof EngineError)) reportFailure('Leaving a view')(error);
  });
}

/** Whether a question was given up because it was asked anew or the network went: no failure. */
export function wasCancelled(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'cancelled';
}

/** How much of the answer to the last long question of a kind is there, from 0 to 1. */
export const useAnswered = create<Partial<Record<InspectionKind, number>>>(() => ({}));

onEngineEvent('inspecting', ({ kind, share }) => useAnswered.setState({ [kind]: share }));
