import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Block } from '../../network/graph';
import { useNetwork } from '../../state/network';
import fields from '../shared/fields.module.css';

interface BlockTitleFieldProps {
  readonly block: Block;
  readonly disabled: boolean;
}

const MOST_LETTERS = 80;

/** What a block is called. Enter or leaving the field renames it; Escape and an empty name leave it as it was. */
export function BlockTitleField({ block, disabled }: BlockTitleFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    const title = draft?.trim() ?? '';
    setDraft(null);
    if (title !== '' && title !== block.title) useNetwork.getState().renameBlock(block.id, title);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      setDraft(null);
    }
    // While typing, undo is the text's own.
    if (draft !== null && (event.ctrlKey || event.metaKey)) event.stopPropagation();
  };
  return (
    <div className={fields.field}>
      <label htmlFor={id} className={fields.label}>
        Name of the block
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        maxLength={MOST_LETTERS}
        className={fields.control}
        value={draft ?? block.title}
        disabled={disabled}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
