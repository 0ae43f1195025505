/** Links that hold the network and its settings: made from what the page shows, and opened in its place. */
import { FormatError } from '../formats/formatError';
import type { SharedWork } from '../formats/link/link';
import { useDataset } from './dataset';
import { reportFailure } from './engine';
import { useFileNote } from './fileNote';
import { useNetwork } from './network';
import { useRunLock } from './runLock';
import { useTraining } from './training';

/** Puts a link to this page with the network and settings in it on the clipboard. Throws `FormatError` where it would be too long. */
export async function copyShareLink(): Promise<void> {
  const { writeLink } = await import('../formats/link/link');
  const link = writeLink(window.location.href, currentWork());
  const { tell } = useFileNote.getState();
  const holds =
    'It holds the network and the settings, no images and no weights, and nothing is sent to a server.';
  try {
    await navigator.clipboard.writeText(link);
    tell({ text: `The link is copied, ${link.length.toLocaleString('en')} characters. ${holds}` });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    window.history.replaceState(null, '', link);
    tell({ text: `The browser refused to copy, so the link is in the address bar. ${holds}` });
  }
}

/**
 * Opens the link in the page's address, if one is there, and takes it out of it. The network is one step of undo; network and
 * settings come back together with the note's button. What cannot be read is told, and nothing changes.
 */
export async function openLinkInAddress(): Promise<void> {
  const { hash, pathname, search } = window.location;
  if (!hash.startsWith('#share=')) return;
  // A reload must bring back what was made of it since.
  window.history.replaceState(null, '', pathname + search);
  try {
    const { readLink } = await import('../formats/link/link');
    const work = readLink(hash);
    if (useRunLock.getState().locked)
      throw new FormatError('A run holds the network: stop it first, then open the link again.');
    const before = currentWork();
    show(work);
    tellOpened(before);
  } catch (error) {
    reportFailure('Opening the link')(error);
  }
}

/** Until the user goes on with what was opened. */
function tellOpened(before: SharedWork): void {
  const { tell, dismiss } = useFileNote.getState();
  const run = (): void => {
    if (useRunLock.getState().locked) return;
    show(before);
  };
  const end = useNetwork.subscribe((now, then) => {
    if (now.network === then.network) return;
    end();
    dismiss();
  });
  tell({
    text: 'Opened from a link: its network and settings are in the place of yours.',
    action: { label: 'Go back to what was open', run },
  });
}

function currentWork(): SharedWork {
  return {
    network: useNetwork.getState().network,
    settings: useTraining.getState().settings,
    split: useDataset.getState().split,
  };
}

function show({ network, settings, split }: SharedWork): void {
  useNetwork.getState().replace(network);
  useTraining.getState().setSettings(settings);
  useDataset.getState().setSplit(split);
}
