/**
 * Files out of what was dropped or picked, folders opened to any depth, each with its path inside what was
 * dropped: the engine reads classes and splits from that path.
 */
import type { ImportItem } from '../../engine/protocol';

interface DroppedFiles {
  readonly items: readonly ImportItem[];
  /** Paths that the browser could not open. */
  readonly unreadable: readonly string[];
}

/** The files of a file input; of a folder input with their paths. */
export function pickedFiles(files: FileList): readonly ImportItem[] {
  return Array.from(files, (file) => ({
    file,
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
  }));
}

/**
 * The files of a drop. Call it inside the event's handler: the browser empties `transfer` when that returns.
 */
export function droppedFiles(transfer: DataTransfer): Promise<DroppedFiles> {
  const entries: FileSystemEntry[] = [];
  const loose: ImportItem[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = entry === null ? item.getAsFile() : null;
    if (entry !== null) entries.push(entry);
    else if (file !== null) loose.push({ file, path: file.name });
  }
  return collect(entries, loose);
}

/** Chromium stops the page for each file it opens: so many at a time keep a stop below 50 ms. */
const OPENED_AT_ONCE = 32;

async function collect(
  roots: readonly FileSystemEntry[],
  loose: readonly ImportItem[],
): Promise<DroppedFiles> {
  const items = [...loose];
  const unreadable: string[] = [];
  const files: FileSystemFileEntry[] = [];
  /** Runs `open`; the path goes to the unreadable ones where the file system refuses. */
  const tolerantly = async (entry: FileSystemEntry, open: () => Promise<void>): Promise<void> => {
    try {
      await open();
    } catch (error) {
      // A DOMException of the file system: gone, locked or forbidden. The rest is still worth having.
      if (!(error instanceof DOMException)) throw error;
      unreadable.push(pathOf(entry));
    }
  };
  const list = async (entry: FileSystemEntry): Promise<void> => {
    if (isFile(entry)) files.push(entry);
    if (!isFolder(entry)) return;
    const reader = entry.createReader();
    await tolerantly(entry, async () => {
      for (let batch = await nextEntries(reader); batch.length > 0; batch = await nextEntries(reader)) {
        await Promise.all(batch.map(list));
      }
    });
  };

  await Promise.all(roots.map(list));
  for (let first = 0; first < files.length; first += OPENED_AT_ONCE) {
    const group = files.slice(first, first + OPENED_AT_ONCE);
    await Promise.all(
      group.map((entry) =>
        tolerantly(entry, async () => {
          items.push({ file: await openFile(entry), path: pathOf(entry) });
        }),
      ),
    );
    await nextTask();
  }
  return { items, unreadable };
}

/** Inside what was dropped. */
function pathOf(entry: FileSystemEntry): string {
  return entry.fullPath.replace(/^\//, '');
}

/** Lets the page draw and answer. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function openFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** Folders are read in batches (Chromium: 100); an empty one is the end. */
function nextEntries(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}
