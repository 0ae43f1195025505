/** What an edit throws that cannot be done. */

/** Why: for code that acts on it; people read the message. */
export type RefusalCode =
  | 'unknown-layer'
  | 'unknown-block'
  | 'unknown-connection'
  | 'cycle'
  | 'arity'
  | 'duplicate'
  /** The shapes of a joining layer's inputs would not fit. */
  | 'shape'
  /** A block would be left and entered again, or cut in two. */
  | 'block'
  /** The layers of a block are no longer those of its plan. */
  | 'plan'
  /** A pasted text is no selection. */
  | 'text'
  | 'bad-parameters';

export interface Refusal {
  readonly code: RefusalCode;
  /** For people: what cannot be, and why. */
  readonly message: string;
}

/** An edit that cannot be done. */
export class EditRefused extends Error {
  override readonly name = 'EditRefused';

  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }
}
