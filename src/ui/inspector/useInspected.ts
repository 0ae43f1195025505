import { useEffect, useRef, useState } from 'react';
import type { InspectionAnswer, InspectionKind, InspectionQuery } from '../../engine/protocol/inspections';
import { useInspection } from '../../state/inspection';
import { inspect, wasCancelled } from '../../state/inspections';

export interface Inspected<Answer> {
  /** The last answer to this very question, or while a newer one is on its way, to the one before; `null` before the first. */
  readonly answer: Answer | null;
  /** Whether `answer` is not yet that of the question and the moment asked for. */
  readonly waiting: boolean;
  /** Why there is none, in words for people. */
  readonly problem: string | null;
}

interface UseInspectedOptions {
  /** Whether to ask again whenever the views are drawn anew: while training runs, about as often as they are. */
  readonly live: boolean;
  /** Asks again when it changes: what was done to the network since. */
  readonly since?: number;
}

/**
 * The engine's answer to a question about the inside of the network, for as long as the component is on the page; `null`
 * asks nothing. The next is asked when the last is answered, however fast the question changes.
 */
export function useInspected<Kind extends InspectionKind>(
  kind: Kind,
  query: InspectionQuery<Kind> | null,
  { live, since = 0 }: UseInspectedOptions = { live: true },
): Inspected<InspectionAnswer<Kind>> {
  type Answer = InspectionAnswer<Kind>;
  const key = query === null ? null : JSON.stringify(query);
  const refreshes = useInspection((state) => (live ? state.refreshes : 0));
  const generation = useInspection((state) => state.generation);
  const probe = useInspection((state) => state.probe);
  const moment = `${key} ${refreshes} ${generation} ${since}`;
  const [state, setState] = useState<{
    readonly moment: string;
    readonly answer: Answer | null;
    readonly problem: string | null;
  }>({ moment: '', answer: null, problem: null });
  const underWay = useRef(false);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    if (key === null || underWay.current || state.moment === moment) return;
    underWay.current = true;
    inspect(kind, JSON.parse(key) as InspectionQuery<Kind>)
      .then(
        (answer) => setState({ moment, answer, problem: null }),
        (error: unknown) => {
          const cancelled = wasCancelled(error);
          const message = error instanceof Error ? error.message : String(error);
          setState((last) => ({
            moment,
            answer: cancelled ? last.answer : null,
            problem: cancelled ? null : message,
          }));
        },
      )
      .finally(() => {
        underWay.current = false;
        // What was asked for meanwhile gets its turn.
        setTurn((last) => last + 1);
      });
  }, [kind, key, moment, state.moment, turn, probe]);

  if (key === null) return { answer: null, waiting: false, problem: null };
  return { answer: state.answer, waiting: state.moment !== moment, problem: state.problem };
}
