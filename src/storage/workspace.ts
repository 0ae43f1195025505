/**
 * What a reload brings back: network and its drawing, training settings, split, theme, pace and backend, as one versioned text in
 * the browser's localStorage. What cannot be read is kept under another key, never thrown away.
 */
import { z } from 'zod';
import { networkSchema } from '../network/networkSchema';
import { splitSettingsSchema, trainingSettingsSchema } from '../network/recipe';

const workspaceSchema = z.object({
  version: z.literal(1),
  network: networkSchema,
  /** Top left corners of the cards that were put somewhere, in pixels. */
  positions: z.record(z.string(), z.object({ x: z.number(), y: z.number() })).default({}),
  /** Ids of the blocks that are drawn open. */
  openBlocks: z.array(z.string()).default([]),
  training: trainingSettingsSchema,
  split: splitSettingsSchema,
  /** `system`, `light` or `dark`. */
  theme: z.string(),
  /** How often views refresh while training runs. */
  viewPace: z.string(),
  /** `auto` or a backend's name. */
  backend: z.string().default('auto'),
});
export type Workspace = z.output<typeof workspaceSchema>;

/** The part of `Storage` that is needed; `null` stands for a browser that denies it. */
type TextStore = Pick<Storage, 'getItem' | 'setItem'> | null;

interface LoadedWorkspace {
  /** `null` when nothing was saved or it cannot be read. */
  readonly workspace: Workspace | null;
  /** For the user: what could not be brought back. */
  readonly complaint: string | null;
}

export const WORKSPACE_KEY = 'convoscope.workspace';
export const UNREADABLE_KEY = 'convoscope.workspace.unreadable';

/** This page's localStorage; `null` where the browser denies it (its very mention may throw). */
export function pageStore(): TextStore {
  try {
    return window.localStorage;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** Reads what `saveWorkspace` wrote. Never throws: what is wrong is told in `complaint`. */
export function loadWorkspace(store: TextStore): LoadedWorkspace {
  const text = readText(store);
  if (text === null) return { workspace: null, complaint: null };
  const result = workspaceSchema.safeParse(parseJson(text));
  if (result.success) return { workspace: result.data, complaint: null };
  const kept = writeText(store, UNREADABLE_KEY, text);
  return {
    workspace: null,
    complaint:
      'The saved network and settings could not be read, so Convoscope started afresh. ' +
      (kept
        ? `What was saved is kept in this browser’s storage as “${UNREADABLE_KEY}”.`
        : 'The browser has no room to keep a copy of what was saved.'),
  };
}

/** Saves; answers whether the browser took it (it may be full, or deny storage altogether). */
export function saveWorkspace(store: TextStore, workspace: Workspace): boolean {
  return writeText(store, WORKSPACE_KEY, JSON.stringify(workspace));
}

function readText(store: TextStore): string | null {
  try {
    return store?.getItem(WORKSPACE_KEY) ?? null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function writeText(store: TextStore, key: string, text: string): boolean {
  if (store === null) return false;
  try {
    store.setItem(key, text);
    return true;
  } catch (error) {
    // QuotaExceededError, or SecurityError where storage is denied.
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** `undefined` where the text is no JSON: the schema refuses that. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
