/**
 * What a file's path says about the picture: its class (parent folder, else the prefix of names like `cat.12.jpg`)
 * and its split (a folder named `train`, `val`, `test`). Pure: only the paths are looked at.
 */
import type { SplitName } from '../protocol';

export interface SourceClass {
  /** `null` when no folder of the path names a split. */
  readonly split: SplitName | null;
  /** `null` when neither folder nor name tells: the user chooses. */
  readonly className: string | null;
}

const splitFolders: readonly (readonly [SplitName, RegExp])[] = [
  ['train', /^train(ing)?([ _-]?set)?$/i],
  ['validation', /^val(id|idation)?([ _-]?set)?$/i],
  ['test', /^test(ing)?([ _-]?set)?$/i],
];

/** First words of names that cameras, phones and programs give: they say nothing about the picture. */
const deviceWords = new Set(
  (
    'img image images imgp mvimg dsc dscn dscf pxl pict pic picture pictures photo photos foto bild p gopr dji cimg sam hpim dcim ' +
    'scan vid video mov burst frame file screenshot screen capture snapshot bildschirmfoto whatsapp snapchat signal telegram ' +
    'download unnamed untitled copy thumb sample'
  ).split(' '),
);

/** Files that systems leave in folders and archives: skipped without a word. */
export function isJunk(path: string): boolean {
  const parts = segments(path);
  return (
    parts.some((part) => part.startsWith('.') || part === '__MACOSX') ||
    /^(thumbs\.db|desktop\.ini)$/i.test(parts.at(-1) ?? '')
  );
}

/**
 * Reads the class and split of every path of one import. Folders come first, but when they name one class only
 * and the file names tell several (`train/cat.0.jpg`, `photos/dog.1.jpg`), the names win and files without a
 * telling name are left to the user.
 */
export function sourceClasses(paths: readonly string[]): readonly SourceClass[] {
  const read = paths.map((path) => ({
    split: folderSplit(path),
    folder: folderClass(path),
    prefix: namePrefix(path),
  }));
  const folders = distinct(read.map(({ folder }) => folder));
  const prefixes = distinct(read.map(({ prefix }) => prefix));
  const namesWin = folders.size <= 1 && prefixes.size >= 2;
  return read.map(({ split, folder, prefix }) => ({
    split,
    className: namesWin ? prefix : (folder ?? prefix),
  }));
}

/** `cat` for `cat.12.jpg`, `cat_3.png`, `cat (4).jpg`, `cat7.jpg`; `null` for camera names and names without a number. */
export function namePrefix(path: string): string | null {
  const name = segments(path).at(-1) ?? '';
  const stem = name.replace(/\.[^.]*$/, '');
  const match = /^(\p{L}[\p{L}\p{M}'’ _-]*?)(?:[ ._-]*\(\d+\)|[ ._-]+\d+|\d+)$/u.exec(stem);
  const prefix = match?.[1]?.replace(/[ _-]+$/, '');
  if (prefix === undefined || prefix === '') return null;
  const firstWord = /^\p{L}+/u.exec(prefix)?.[0].toLowerCase() ?? '';
  return deviceWords.has(firstWord) || splitOf(prefix) !== null ? null : prefix;
}

/** The nearest folder above the file that does not name a split. */
function folderClass(path: string): string | null {
  return (
    segments(path)
      .slice(0, -1)
      .findLast((folder) => splitOf(folder) === null) ?? null
  );
}

function folderSplit(path: string): SplitName | null {
  const folder = segments(path)
    .slice(0, -1)
    .findLast((name) => splitOf(name) !== null);
  return folder === undefined ? null : splitOf(folder);
}

function splitOf(folder: string): SplitName | null {
  return splitFolders.find(([, pattern]) => pattern.test(folder))?.[0] ?? null;
}

function segments(path: string): string[] {
  return path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
}

function distinct(values: readonly (string | null)[]): ReadonlySet<string> {
  return new Set(values.filter((value) => value !== null));
}
