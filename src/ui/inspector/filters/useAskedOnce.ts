import { useState } from 'react';
import type { InspectionAnswer, InspectionKind, InspectionQuery } from '../../../engine/protocol/inspections';
import { useInspection } from '../../../state/inspection';
import { useInspected, type Inspected } from '../useInspected';

interface AskedOnce<Answer> extends Inspected<Answer> {
  /** The training step that the answer is about. */
  readonly step: number;
  /** Whether training has gone on since. */
  readonly old: boolean;
  again(): void;
}

/** The answer to a question that costs too much to be asked at each refresh of the views. */
export function useAskedOnce<Kind extends InspectionKind>(
  kind: Kind,
  query: InspectionQuery<Kind>,
): AskedOnce<InspectionAnswer<Kind>> {
  const [since, setSince] = useState(0);
  const now = useInspection((state) => state.step);
  const inspected = useInspected(kind, query, { live: false, since });
  const [answered, setAnswered] = useState({ answer: inspected.answer, step: now });
  if (answered.answer !== inspected.answer) setAnswered({ answer: inspected.answer, step: now });
  return {
    ...inspected,
    step: answered.step,
    old: answered.step !== now,
    again: () => setSince((last) => last + 1),
  };
}
