/**
 * From what was dropped to the list of files to decode: opens `.zip`s, leaves junk out, and reads class and
 * split from the paths of the whole import at once.
 */
import type { ProjectImage } from '../../formats/project/project';
import type { ImportItem, RejectedFile, SplitName } from '../protocol';
import { ImageRejection, type ImageSource } from './imageSource';
import { isJunk, sourceClasses } from './sourceClass';
import { readZipDirectory } from './zip';

/** A file that may be a picture. */
export interface Candidate {
  readonly path: string;
  /** Tells files of one path apart; the same file dropped again has the same key. */
  readonly key: string;
  readonly source: ImageSource;
  readonly className: string | null;
  readonly folderSplit: SplitName | null;
}

interface Found {
  readonly path: string;
  readonly key: string;
  readonly source: ImageSource;
}

/** A `.zip` counts as a folder of its own name, as unpacking it would make one. */
export async function findCandidates(
  items: readonly ImportItem[],
): Promise<{ readonly candidates: readonly Candidate[]; readonly rejected: readonly RejectedFile[] }> {
  const found: Found[] = [];
  const rejected: RejectedFile[] = [];
  const known: Candidate[] = [];
  for (const { file, path, known: images } of items) {
    if (images !== undefined) {
      known.push(...(await knownCandidates(file, images)));
      continue;
    }
    if (isJunk(path)) continue;
    if (!isZip(path)) {
      found.push({
        path,
        key: `${path}|${file.size}|${file.lastModified}`,
        source: { kind: 'file', blob: file },
      });
      continue;
    }
    try {
      const directory = await readZipDirectory(file);
      const folder = path.slice(0, -'.zip'.length);
      for (const entry of directory.entries) {
        if (isJunk(entry.path)) continue;
        const inside = `${folder}/${entry.path}`;
        if (isZip(entry.path)) {
          rejected.push({ path: inside, reason: 'a .zip inside a .zip is not opened. Unpack it first.' });
        } else {
          found.push({
            path: inside,
            key: `${inside}|${entry.sizeBytes}|${entry.crc32}`,
            source: { kind: 'zipEntry', entry },
          });
        }
      }
      for (const problem of directory.rejected) {
        if (!isJunk(problem.path))
          rejected.push({ path: `${folder}/${problem.path}`, reason: problem.reason });
      }
    } catch (error) {
      if (!(error instanceof ImageRejection)) throw error;
      rejected.push({ path, reason: error.message });
    }
  }
  const classes = sourceClasses(found.map(({ path }) => path));
  const candidates = found.map((file, index) => ({
    ...file,
    className: classes[index]?.className ?? null,
    folderSplit: classes[index]?.split ?? null,
  }));
  return { candidates: [...known, ...candidates], rejected };
}

/** The images of a project: members of a zip of which all is known. Throws `ImageRejection` where it is no zip. */
async function knownCandidates(file: Blob, images: readonly ProjectImage[]): Promise<readonly Candidate[]> {
  const { entries } = await readZipDirectory(file);
  const entryOf = new Map(entries.map((entry) => [entry.path, entry]));
  return images.flatMap(({ member, path, key, className, folderSplit }) => {
    const entry = entryOf.get(member);
    return entry === undefined
      ? []
      : [{ path, key, className, folderSplit, source: { kind: 'zipEntry', entry } }];
  });
}

function isZip(path: string): boolean {
  return /\.zip$/i.test(path);
}
