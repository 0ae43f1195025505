import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { createPortal } from 'react-dom';
import { useNetwork } from '../../../state/network';
import { useRunLock } from '../../../state/runLock';
import { cardLabel } from '../../../network/cards';
import { focusCard } from '../cardFocus';
import { cardActions } from './cardActions';
import { useInteraction } from './interaction';
import styles from './CardMenu.module.css';

/** The menu of a card: all that keys do, for mouse and finger, with the keys beside. */
export function CardMenu() {
  const menu = useInteraction((state) => state.menu);
  return menu === null ? null : <OpenMenu key={menu.cardId} cardId={menu.cardId} at={menu.at} />;
}

interface OpenMenuProps {
  readonly cardId: string;
  readonly at: { readonly x: number; readonly y: number };
}

function OpenMenu({ cardId, at }: OpenMenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const label = useNetwork((state) => cardLabel(state.network, cardId));
  const locked = useRunLock((state) => state.locked);

  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(8, Math.min(at.x, window.innerWidth - width - 8))}px`;
    element.style.top = `${Math.max(8, Math.min(at.y, window.innerHeight - height - 8))}px`;
    element.querySelector<HTMLElement>('button:not(:disabled)')?.focus({ preventScroll: true });
  }, [at]);

  useEffect(() => {
    const away = (event: Event) => {
      if (event.target instanceof Node && list.current?.contains(event.target) !== true) close();
    };
    window.addEventListener('pointerdown', away, { capture: true });
    window.addEventListener('wheel', away, { capture: true, passive: true });
    return () => {
      window.removeEventListener('pointerdown', away, { capture: true });
      window.removeEventListener('wheel', away, { capture: true });
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
    const now = buttons.findIndex((button) => button === document.activeElement);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: (now + 1) % buttons.length,
      ArrowUp: (now - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      buttons[step]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close();
      focusCard(cardId);
    }
  };

  return createPortal(
    <div
      ref={list}
      role="menu"
      aria-label={`Actions for ${label}`}
      className={styles.menu}
      onKeyDown={onKeyDown}
    >
      {cardActions(cardId).map(({ name, keys, run, edits = true, disabled = false }) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={styles.item}
          disabled={disabled || (edits && locked)}
          onClick={() => {
            close();
            run();
          }}
        >
          <span>{name}</span>
          {keys !== undefined && (
            <kbd aria-hidden="true" className={styles.keys}>
              {keys}
            </kbd>
          )}
        </button>
      ))}
    </div>,
    // Over everything, yet within a landmark.
    document.querySelector('main') ?? document.body,
  );
}

function close(): void {
  useInteraction.setState({ menu: null });
}
