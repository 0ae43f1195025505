/** Training runs, kept in the browser's IndexedDB so that they outlive a reload. */
import type { TrainingSettings } from '../network/recipe';
import type { Network } from '../network/graph';

/** A run that has ended, with all that made it. Plain data. */
export interface RunRecord {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedMs: number;
  readonly durationMs: number;
  readonly ended: 'finished' | 'stopped' | 'failed';
  readonly backend: string;
  /** What it is called; the user may change it. */
  readonly name: string;
  readonly note: string;
  readonly pinned: boolean;
  readonly settings: TrainingSettings;
  readonly network: Network;
  readonly parameters: number;
  readonly data: {
    readonly source: string;
    readonly images: number;
    readonly classNames: readonly string[];
    readonly height: number;
    readonly width: number;
    readonly channels: number;
  };
  /** One point an epoch; `null` where it was not validated. */
  readonly epochs: readonly {
    readonly epoch: number;
    readonly loss: number;
    readonly accuracy: number;
    readonly validationLoss: number | null;
    readonly validationAccuracy: number | null;
  }[];
}

const DATABASE = 'convoscope';
const STORE = 'runs';

/** All runs that are kept. Rejects where the browser has or allows no IndexedDB. */
export async function loadRuns(): Promise<RunRecord[]> {
  const database = await openDatabase();
  return done(database.transaction(STORE).objectStore(STORE).getAll() as IDBRequest<RunRecord[]>);
}

/** Keeps a run, in place of the one with its id. */
export async function keepRun(run: RunRecord): Promise<void> {
  const database = await openDatabase();
  await done(database.transaction(STORE, 'readwrite').objectStore(STORE).put(run));
}

export async function dropRun(id: string): Promise<void> {
  const database = await openDatabase();
  await done(database.transaction(STORE, 'readwrite').objectStore(STORE).delete(id));
}

let opened: Promise<IDBDatabase> | null = null;

function openDatabase(): Promise<IDBDatabase> {
  opened ??= (async () => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
    return done(request);
  })();
  // One that could not be opened is tried again at the next call.
  opened.catch(() => (opened = null));
  return opened;
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () =>
      reject(request.error ?? new Error('The browser refused to read or write its storage.'));
  });
}
