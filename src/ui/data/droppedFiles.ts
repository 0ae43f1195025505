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

async function collect(
  roots: readonly FileSystemEntry[],
  loose: readonly ImportItem[],
): Promise<DroppedFiles> {
  const items = [...loose];
  const unreadable: string[] = [];
  const visit = async (entry: FileSystemEntry): Promise<void> => {
    const path = entry.fullPath.replace(/^\//, '');
    try {
      if (isFile(entry)) {
        items.push({ file: await openFile(entry), path });
      } else if (isFolder(entry)) {
        const reader = entry.createReader();
        for (let batch = await nextEntries(reader); batch.length > 0; batch = await nextEntries(reader)) {
          await Promise.all(batch.map(visit));
        }
      }
    } catch (error) {
      // A DOMException of the file system: gone, locked or forbidden. The rest is still worth having.
      if (!(error instanceof DOMException)) throw error;
      unreadable.push(path);
    }
  };
  await Promise.all(roots.map(visit));
  return { items, unreadable };
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
