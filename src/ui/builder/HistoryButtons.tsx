import { useEffect } from 'react';
import { Redo2, Undo2 } from 'lucide-react';
import { useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { IconButton } from '../shared/IconButton';

/** Undo and redo of network edits, as buttons and by Ctrl or Cmd with Z, Shift+Z, Y anywhere on the page. */
export function HistoryButtons() {
  const locked = useRunLock((state) => state.locked);
  const canUndo = useNetwork((state) => state.history.past.length > 0);
  const canRedo = useNetwork((state) => state.history.future.length > 0);
  const undo = useNetwork((state) => state.undo);
  const redo = useNetwork((state) => state.redo);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const direction = historyKey(event);
      if (direction === null || event.defaultPrevented || isFreeText(event.target)) return;
      event.preventDefault();
      if (direction === 'undo') undo();
      else redo();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [undo, redo]);

  return (
    <>
      <IconButton
        label="Undo"
        tip="Undo (Ctrl+Z)"
        icon={<Undo2 aria-hidden="true" />}
        disabled={locked || !canUndo}
        onClick={undo}
      />
      <IconButton
        label="Redo"
        tip="Redo (Ctrl+Shift+Z)"
        icon={<Redo2 aria-hidden="true" />}
        disabled={locked || !canRedo}
        onClick={redo}
      />
    </>
  );
}

function historyKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && !event.shiftKey ? 'redo' : null;
}

/** Text has an undo of its own. Number fields have it while they are typed in, and keep the key then. */
function isFreeText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'text' && target.role !== 'spinbutton';
}
