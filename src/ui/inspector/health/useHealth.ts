import { useEffect, useState } from 'react';
import type { Health } from '../../../engine/protocol/health';
import { useNetwork } from '../../../state/network';
import { useTraining } from '../../../state/training';
import { useInspected } from '../useInspected';

/** Asking keeps the engine looking at the steps of a run: also where the views are drawn seldom, it is asked so often. */
const ASK_EVERY_MS = 1000;

/** The last answer, of whatever layer: choosing another one in the table must not empty the view. */
let last: Health | null = null;

/** How training goes, and in detail how it goes in one layer; asked anew while a run goes on. */
export function useHealth(layerId: string): {
  readonly health: Health | null;
  readonly problem: string | null;
} {
  const running = useTraining(({ status }) => status?.phase === 'running');
  const ids = useNetwork((state) => state.network.nodes);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setAsked((times) => times + 1), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [running]);
  const { answer, problem } = useInspected('health', { layerId }, { live: true, since: asked });
  useEffect(() => {
    last = answer ?? last;
  }, [answer]);
  const known = answer ?? last;
  const isOfNetwork =
    known?.layers.length === ids.length &&
    known.layers.every((layer) => ids.some(({ id }) => id === layer.layerId));
  return { health: problem === null && isOfNetwork ? known : null, problem };
}
