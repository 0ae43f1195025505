/**
 * Divides pictures into training, validation and test. A picture's place comes from a hash of the seed and its
 * own key, so the outcome does not depend on the order of import, and adding pictures moves few of the others.
 */
import type { SplitSettings } from '../../network/recipe';
import type { SplitName } from '../protocol';
import { random } from '../random';

export interface SplitItem {
  /** Identifies the picture in any order of import: its path, and what tells files of one path apart. */
  readonly key: string;
  /** `null` while unlabelled. */
  readonly className: string | null;
  /** The split whose folder it came in. */
  readonly folderSplit: SplitName | null;
}

/**
 * The split of each item. `pooled` takes `validationFraction` of every class (rounded, but at least one picture
 * in both parts where a class has two or more). `folders` keeps the folders, a picture outside them trains; when no
 * folder gives validation pictures, they are taken from the training part as `pooled` does. Unlabelled pictures
 * are never validation or test: they say `train` and take part in nothing.
 */
export function assignSplits(
  items: readonly SplitItem[],
  settings: SplitSettings,
  seed: number,
): SplitName[] {
  const splits = items.map((item): SplitName => {
    if (settings.kind === 'pooled' || item.className === null) return 'train';
    return item.folderSplit ?? 'train';
  });
  if (splits.includes('validation')) return splits;

  for (const members of trainingMembersByClass(items, splits).values()) {
    const ranked = members
      .map((index) => {
        const { key } = items[index] as SplitItem;
        return { index, key, rank: random(seed, hash(key)).next() };
      })
      .sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : Number(a.key > b.key)));
    for (const { index } of ranked.slice(0, validationCount(members.length, settings.validationFraction))) {
      splits[index] = 'validation';
    }
  }
  return splits;
}

function validationCount(count: number, fraction: number): number {
  return count < 2 ? 0 : Math.min(count - 1, Math.max(1, Math.round(count * fraction)));
}

function trainingMembersByClass(
  items: readonly SplitItem[],
  splits: readonly SplitName[],
): Map<string, number[]> {
  const members = new Map<string, number[]>();
  items.forEach(({ className }, index) => {
    if (className === null || splits[index] !== 'train') return;
    const list = members.get(className);
    if (list === undefined) members.set(className, [index]);
    else list.push(index);
  });
  return members;
}

/** FNV-1a over UTF-16 code units, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
