import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from './Button';
import styles from './Menu.module.css';

interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** A quiet second line. */
  readonly hint?: string;
  readonly run: () => void;
}

interface MenuProps {
  readonly label: string;
  readonly icon?: ReactNode;
  /** Asked for when the menu opens. */
  readonly items: () => readonly MenuItem[];
  readonly disabled?: boolean;
}

/** A button that opens a list of things to do: arrow keys, Home, End, Escape as menus have them. */
export function Menu({ label, icon, items, disabled = false }: MenuProps) {
  const id = useId();
  const [shown, setShown] = useState<readonly MenuItem[] | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const open = shown !== null;

  const close = () => {
    setShown(null);
    root.current?.querySelector('button')?.focus();
  };

  useEffect(() => {
    if (!open) return;
    list.current?.querySelector('button')?.focus();
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && root.current?.contains(event.target) !== true) setShown(null);
    };
    window.addEventListener('pointerdown', onPointerDown);
    return () => window.removeEventListener('pointerdown', onPointerDown);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const target = focusTarget(event.key, at, buttons.length);
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setShown(null);
    else if (target !== null) buttons[target]?.focus();
    if (event.key === 'Escape' || target !== null) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  return (
    <div ref={root} className={styles.root}>
      <Button
        variant="quiet"
        size="small"
        icon={icon}
        disabled={disabled}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setShown(open ? null : items())}
      >
        {label}
      </Button>
      {open && (
        <div ref={list} id={id} role="menu" aria-label={label} className={styles.list} onKeyDown={onKeyDown}>
          {shown.map((item) => (
            <button
              key={item.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles.item}
              onClick={() => {
                close();
                item.run();
              }}
            >
              <span className={styles.label}>{item.label}</span>
              {item.hint !== undefined && <span className={styles.hint}>{item.hint}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** The item that a key goes to, of `count` with the focus on `at`; `null` for other keys. */
function focusTarget(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
