import { expect, test } from 'vitest';
import { droppedFiles } from './droppedFiles';

const file = (name: string) => new File(['x'], name);

function fileEntry(fullPath: string, opened: File | DOMException): FileSystemEntry {
  return {
    isFile: true,
    isDirectory: false,
    fullPath,
    file: (resolve: (file: File) => void, reject: (error: DOMException) => void) =>
      opened instanceof File ? resolve(opened) : reject(opened),
  } as unknown as FileSystemEntry;
}

/** A folder that hands its entries out in batches of two, as Chromium does in hundreds. */
function folderEntry(fullPath: string, children: FileSystemEntry[]): FileSystemEntry {
  const left = [...children];
  return {
    isFile: false,
    isDirectory: true,
    fullPath,
    createReader: () => ({
      readEntries: (resolve: (entries: FileSystemEntry[]) => void) => resolve(left.splice(0, 2)),
    }),
  } as unknown as FileSystemEntry;
}

function transferOf(entries: readonly FileSystemEntry[]): DataTransfer {
  const items = entries.map((entry) => ({
    kind: 'file',
    webkitGetAsEntry: () => entry,
    getAsFile: () => null,
  }));
  return { items } as unknown as DataTransfer;
}

test('folders are opened to the bottom, in batches, with the path inside the drop', async () => {
  const cats = [1, 2, 3, 4, 5].map((n) => fileEntry(`/train/cat/${n}.jpg`, file(`${n}.jpg`)));
  const transfer = transferOf([
    folderEntry('/train', [folderEntry('/train/cat', cats), folderEntry('/train/empty', [])]),
    fileEntry('/loose.png', file('loose.png')),
  ]);
  const { items, unreadable } = await droppedFiles(transfer);
  expect(items.map((item) => item.path).sort()).toEqual([
    'loose.png',
    ...[1, 2, 3, 4, 5].map((n) => `train/cat/${n}.jpg`),
  ]);
  expect(unreadable).toEqual([]);
});

test('a file that cannot be opened is named and the rest is kept', async () => {
  const transfer = transferOf([
    fileEntry('/gone.jpg', new DOMException('gone', 'NotFoundError')),
    fileEntry('/here.jpg', file('here.jpg')),
  ]);
  const { items, unreadable } = await droppedFiles(transfer);
  expect(items.map((item) => item.path)).toEqual(['here.jpg']);
  expect(unreadable).toEqual(['gone.jpg']);
});
