/** Copying, cutting and pasting cards by the browser's own clipboard events, so that it works between tabs too. */
import { reportFailure } from '../../../state/engine';
import { useRunLock } from '../../../state/runLock';
import { useNetwork } from '../../../state/network';
import { targetsOf } from './edits';
import { copiedText, cutText, pasteText } from './groupEdits';

/** Handles copy, cut and paste on `document` while the focus is in `canvas`; returns the way to end it. */
export function listenToClipboard(canvas: HTMLElement): () => void {
  const concerns = () => canvas.contains(document.activeElement) && !hasTextChosen();
  const give = (event: ClipboardEvent, text: string | null) => {
    if (text === null) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  const onCopy = (event: ClipboardEvent) => {
    if (concerns()) give(event, copiedText(meantCards()));
  };
  const onCut = (event: ClipboardEvent) => {
    if (concerns() && !useRunLock.getState().locked) give(event, cutText(meantCards()));
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!concerns() || text === '') return;
    event.preventDefault();
    pasteText(text, meantCards());
  };
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCut);
  document.addEventListener('paste', onPaste);
  return () => {
    document.removeEventListener('copy', onCopy);
    document.removeEventListener('cut', onCut);
    document.removeEventListener('paste', onPaste);
  };
}

/** Puts text on the clipboard from a menu, where there is no clipboard event. */
export function writeClipboard(text: string | null): void {
  if (text !== null) navigator.clipboard.writeText(text).catch(reportFailure('Copying'));
}

/** Pastes what is on the clipboard, from a menu; the browser may ask whether it may be read. */
export function pasteFromClipboard(ids: readonly string[]): void {
  navigator.clipboard
    .readText()
    .then((text) => pasteText(text, ids))
    .catch(reportFailure('Pasting'));
}

/** The card that has the focus, with all that are chosen where it is one of them; without a focused card, the chosen. */
function meantCards(): readonly string[] {
  const focused = document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset['card'];
  return focused === undefined ? useNetwork.getState().selection : targetsOf(focused);
}

function hasTextChosen(): boolean {
  return window.getSelection()?.isCollapsed === false;
}
