/** The list of pictures beside their bytes: path, source, class and split, and what follows from them. */
import { articleSplit, type SplitSettings } from '../../network/recipe';
import type { ClassSummary, ImageInfo, SplitName } from '../protocol';
import type { ImageSource } from './imageSource';
import { assignSplits } from './split';

export interface ImageRecord {
  readonly path: string;
  /** Unique among the pictures: the same file added again has the same key. */
  readonly key: string;
  /** `null` where it has no file of its own: what is kept of it is all there is. */
  readonly source: ImageSource | null;
  readonly className: string | null;
  readonly folderSplit: SplitName | null;
}

/** Everything derived from the records, computed once after each change. */
interface Derived {
  readonly infos: readonly ImageInfo[];
  readonly classes: readonly ClassSummary[];
  readonly indices: Readonly<Record<SplitName, readonly number[]>>;
}

export class ImageTable {
  readonly #records: ImageRecord[] = [];
  readonly #keys = new Set<string>();
  #split: SplitSettings = articleSplit;
  #seed = 42;
  #derived: Derived | null = null;

  get count(): number {
    return this.#records.length;
  }

  get split(): SplitSettings {
    return this.#split;
  }

  get records(): readonly ImageRecord[] {
    return this.#records;
  }

  /** In id order. */
  get infos(): readonly ImageInfo[] {
    return this.#derive().infos;
  }

  /** By name, as Keras numbers them: index = label. */
  get classes(): readonly ClassSummary[] {
    return this.#derive().classes;
  }

  get hasSplitFolders(): boolean {
    return this.#records.some(({ folderSplit }) => folderSplit === 'validation' || folderSplit === 'test');
  }

  /** Ids of the labelled pictures of a split, ordered by path: the order of import leaves no trace. */
  indices(split: SplitName): readonly number[] {
    return this.#derive().indices[split];
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  add(record: ImageRecord): void {
    this.#records.push(record);
    this.#keys.add(record.key);
    this.#derived = null;
  }

  setSplit(split: SplitSettings, seed: number): void {
    this.#split = split;
    this.#seed = seed;
    this.#derived = null;
  }

  assignClass(ids: readonly number[], className: string): void {
    for (const id of ids) this.#records[id] = { ...(this.#records[id] as ImageRecord), className };
    this.#derived = null;
  }

  clear(): void {
    this.#records.length = 0;
    this.#keys.clear();
    this.#derived = null;
  }

  #derive(): Derived {
    return (this.#derived ??= derive(this.#records, assignSplits(this.#records, this.#split, this.#seed)));
  }
}

function derive(records: readonly ImageRecord[], splits: readonly SplitName[]): Derived {
  const names = [...new Set(records.flatMap(({ className }) => className ?? []))].sort();
  const labels = new Map(names.map((name, label) => [name, label]));
  const counts = names.map((name) => ({ name, count: 0, train: 0, validation: 0, test: 0 }));
  const infos = records.map(({ path, className }, id): ImageInfo => {
    const label = className === null ? -1 : (labels.get(className) as number);
    const split = splits[id] as SplitName;
    const summary = counts[label];
    if (summary !== undefined) {
      summary.count++;
      summary[split]++;
    }
    return { id, path, label, split };
  });
  const byKey = infos.filter(({ label }) => label >= 0);
  byKey.sort((a, b) => compare((records[a.id] as ImageRecord).key, (records[b.id] as ImageRecord).key));
  const idsOf = (split: SplitName): number[] =>
    byKey.filter((info) => info.split === split).map(({ id }) => id);
  return {
    infos,
    classes: counts,
    indices: { train: idsOf('train'), validation: idsOf('validation'), test: idsOf('test') },
  };
}

/** By code units, as Python sorts plain names; `localeCompare` would differ between computers. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
