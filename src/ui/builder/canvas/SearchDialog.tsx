import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { announce } from '../../shared/announcement';
import { classNames } from '../../shared/classNames';
import styles from './SearchDialog.module.css';

export interface SearchItem {
  readonly id: string;
  readonly name: string;
  readonly glyph: ReactNode;
  /** A quiet second line: what it does, or why it cannot be chosen. */
  readonly hint?: string;
  readonly disabled?: boolean;
  /** After all others: nothing to choose by a hasty Enter. */
  readonly last?: boolean;
  /** Found by these words too. */
  readonly keywords?: string;
}

interface SearchDialogProps {
  readonly title: string;
  readonly items: readonly SearchItem[];
  readonly onChoose: (id: string) => void;
  /** Called when it is closed, chosen or not. */
  readonly onClose: () => void;
}

/** A list to type into: arrow keys go through what is left of it, Enter chooses. */
export function SearchDialog({ title, items, onChoose, onClose }: SearchDialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => matching(items, query), [items, query]);
  const now = Math.min(at, found.length - 1);
  const current = found[now];
  const optionId = `${id}-option-${now}`;

  useEffect(() => {
    const element = dialog.current;
    if (element?.open === false) element.showModal();
  }, []);
  useEffect(() => {
    document.getElementById(optionId)?.scrollIntoView({ block: 'nearest' });
  }, [optionId]);

  const choose = (item: SearchItem | undefined) => {
    if (item === undefined) return;
    if (item.disabled === true) {
      announce(item.hint ?? 'This cannot be chosen.');
      return;
    }
    dialog.current?.close();
    onChoose(item.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) setAt(Math.max(0, Math.min(found.length - 1, now + step)));
    else if (event.key === 'Enter') choose(current);
    else return;
    event.preventDefault();
  };

  return (
    <dialog
      ref={dialog}
      aria-label={title}
      className={styles.dialog}
      onClose={onClose}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) currentTarget.close();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className={styles.content}>
        <label className={styles.title} htmlFor={`${id}-query`}>
          {title}
        </label>
        <input
          id={`${id}-query`}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={current === undefined ? undefined : optionId}
          className={styles.query}
          placeholder="Type to search"
          value={query}
          onChange={({ target }) => {
            setQuery(target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={title}
          tabIndex={0}
          className={styles.list}
          onKeyDown={onKeyDown}
        >
          {found.map((item, index) => (
            <div
              key={item.id}
              id={`${id}-option-${index}`}
              role="option"
              aria-selected={item === current}
              aria-disabled={item.disabled === true}
              className={classNames(styles.item, item === current && styles.current)}
              onClick={() => choose(item)}
            >
              {item.glyph}
              <span className={styles.text}>
                <span>{item.name}</span>
                {item.hint !== undefined && <span className={styles.hint}>{item.hint}</span>}
              </span>
            </div>
          ))}
          {found.length === 0 && <p className={styles.nothing}>Nothing is called so.</p>}
        </div>
      </div>
    </dialog>
  );
}

/** Those that have all words of the query in them, those that begin with it first, those that cannot be chosen behind them. */
function matching(items: readonly SearchItem[], query: string): readonly SearchItem[] {
  const wanted = query.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const found = items.filter(({ name, keywords = '' }) => {
    const text = `${name} ${keywords}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const rank = ({ name, disabled = false, last = false }: SearchItem): number => {
    const text = name.toLowerCase();
    const likeness = text === wanted ? 0 : text.startsWith(wanted) ? 1 : 2;
    return likeness + (disabled ? 3 : 0) + (last ? 6 : 0);
  };
  return found.toSorted((a, b) => rank(a) - rank(b));
}
