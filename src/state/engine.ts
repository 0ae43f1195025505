/**
 * The page's one engine: started at its first use, its events handed to whoever listens for their type.
 * Stores subscribe when their module loads, so no event is lost however early the engine speaks.
 */
import { startEngine } from '../engine/client';
import type { EngineClient } from '../engine/client';
import { EngineError } from '../engine/failure';
import type { EngineEvent } from '../engine/protocol';
import { FormatError } from '../formats/formatError';
import { EditRefused } from '../network/editRefused';

type EventOf<Type extends EngineEvent['type']> = Extract<EngineEvent, { readonly type: Type }>;
type Listener = (event: EngineEvent) => void;

const listeners = new Map<EngineEvent['type'], Set<Listener>>();
let client: EngineClient | null = null;

/** The engine; the first call starts its worker. Calls before it is ready wait for it. */
export function engine(): EngineClient {
  client ??= startEngine(distribute);
  return client;
}

/** Calls `handler` with each event of that type; returns the way to stop it. */
export function onEngineEvent<Type extends EngineEvent['type']>(
  type: Type,
  handler: (event: EventOf<Type>) => void,
): () => void {
  const listener: Listener = (event) => handler(event as EventOf<Type>);
  const ofType = listeners.get(type) ?? new Set();
  listeners.set(type, ofType.add(listener));
  return () => {
    ofType.delete(listener);
  };
}

/**
 * Tells the user of a call that failed, as a fault like the engine's own. `doing` names the deed:
 * `engine().pause().catch(reportFailure('Pausing'))`. What the user cancelled is no failure, and an edit or a file
 * that was refused is no bug: its words are all there is to say.
 */
export function reportFailure(doing: string): (error: unknown) => void {
  return (error) => {
    const code = error instanceof EngineError ? error.code : 'internal';
    if (code === 'cancelled') return;
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof EditRefused || error instanceof FormatError) {
      distribute({ type: 'fault', fault: { code, message, detail: '' } });
      return;
    }
    const detail = error instanceof Error && error.stack !== undefined ? error.stack : message;
    // An engine error is written for people; anything else needs its deed named to make sense.
    const forPeople = code === 'internal' ? `${doing} failed: ${message}` : message;
    distribute({ type: 'fault', fault: { code, message: forPeople, detail } });
  };
}

function distribute(event: EngineEvent): void {
  for (const listener of listeners.get(event.type) ?? []) listener(event);
}
