/** Whether the last evaluation still speaks of the network and the pictures there are now. */
import { create } from 'zustand';
import type { DatasetSummary } from '../engine/protocol';
import { onEngineEvent } from './engine';
import { useNetwork } from './network';

/** What was changed since the last evaluation; `null` when nothing was, or there is none. */
export const useEvaluationAge = create<{ readonly changed: 'network' | 'images' | null }>(() => ({
  changed: null,
}));

let evaluated = false;

function change(changed: 'network' | 'images'): void {
  if (evaluated) useEvaluationAge.setState({ changed });
}

onEngineEvent('evaluation', ({ result }) => {
  evaluated = result !== null;
  useEvaluationAge.setState({ changed: null });
});
// Undoing an edit does not bring back the weights that it cost: only the next evaluation clears the mark.
useNetwork.subscribe((now, before) => {
  if (now.network !== before.network) change('network');
});

let known: string | null = null;
onEngineEvent('dataset', ({ summary }) => {
  const now = picturesKey(summary);
  if (known !== null && now !== known) change('images');
  known = now;
});

/** Changes when other pictures may be in the validation part, or the same at another size. */
function picturesKey({ classes, format, source }: DatasetSummary): string {
  return JSON.stringify([source, classes, format]);
}
