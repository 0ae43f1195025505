import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { ChevronDown } from 'lucide-react';
import { reportFailure } from '../../state/engine';
import { Button } from '../shared/Button';
import { fileRows } from './fileRows';
import styles from './FileMenu.module.css';
import { usePastedModel } from './usePastedModel';

/** The menu of what goes out of the page and comes into it: arrow keys walk, Enter chooses, Escape closes. */
export function FileMenu() {
  const [open, setOpen] = useState(false);
  /** Labels of the rows at work. */
  const [working, setWorking] = useState<readonly string[]>([]);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const menuId = useId();
  usePastedModel();

  useEffect(() => {
    if (!open) return;
    items(menu.current)[0]?.focus();
    const onPointerDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && root.current?.contains(target) !== true) setOpen(false);
    };
    window.addEventListener('pointerdown', onPointerDown);
    return () => window.removeEventListener('pointerdown', onPointerDown);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  const choose = async ({ label, deed, run }: (typeof fileRows)[number]): Promise<void> => {
    close();
    setWorking((labels) => [...labels, label]);
    try {
      await run();
    } catch (error) {
      reportFailure(deed)(error);
    } finally {
      setWorking((labels) => labels.filter((other) => other !== label));
    }
  };

  const onMenuKey = (event: KeyboardEvent) => {
    // Keys of the canvas mean nothing here.
    event.stopPropagation();
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    else if (moveFocus(menu.current, event.key)) event.preventDefault();
  };

  return (
    <div ref={root} className={styles.root}>
      <Button
        ref={button}
        size="small"
        variant="quiet"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? menuId : undefined}
        aria-busy={working.length > 0}
        onClick={() => setOpen(!open)}
        onKeyDown={({ key }) => {
          if (key === 'ArrowDown') setOpen(true);
        }}
      >
        File
        <ChevronDown aria-hidden="true" className={styles.chevron} />
      </Button>
      {open && (
        <div
          ref={menu}
          id={menuId}
          role="menu"
          aria-label="File"
          className={styles.menu}
          onKeyDown={onMenuKey}
        >
          {fileRows.map((row) => (
            <button
              key={row.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles.item}
              data-starts-group={row.startsGroup === true}
              disabled={working.includes(row.label)}
              onClick={() => void choose(row)}
            >
              {row.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function items(menu: HTMLElement | null): readonly HTMLElement[] {
  return menu === null ? [] : [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]:enabled')];
}

/** Moves among the menu's items; whether `key` does that. */
function moveFocus(menu: HTMLElement | null, key: string): boolean {
  const all = items(menu);
  const current = all.findIndex((item) => item === document.activeElement);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: (current + 1) % all.length,
    ArrowUp: (current <= 0 ? all.length : current) - 1,
    Home: 0,
    End: all.length - 1,
  };
  const target = targets[key];
  if (target === undefined) return false;
  all[target]?.focus();
  return true;
}
