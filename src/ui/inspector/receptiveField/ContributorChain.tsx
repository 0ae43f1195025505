import { useState, type KeyboardEvent } from 'react';
import type { Contributor } from '../../../network/unitReceptiveField';
import styles from './ReceptiveFieldView.module.css';

interface ContributorChainProps {
  /** In topological order, the unit's own layer last. */
  readonly chain: readonly Contributor[];
  readonly names: ReadonlyMap<string, string>;
  readonly looked: string | null;
  readonly onLook: (layerId: string | null) => void;
  readonly onGo: (part: Contributor) => void;
}

/** The cells of each layer that fed a unit, from the unit back to the picture; arrow keys go from layer to layer. */
export function ContributorChain({ chain, names, looked, onLook, onGo }: ContributorChainProps) {
  const parts = chain.toReversed();
  const [focused, setFocused] = useState(0);
  const stop = Math.min(focused, parts.length - 1);
  const onKeyDown = (event: KeyboardEvent<HTMLOListElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = stop + step;
    if (step === 0 || next < 0 || next >= parts.length) return;
    event.preventDefault();
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };
  return (
    <section className={styles.part} aria-label="What fed the unit">
      <h3>What fed it, layer by layer</h3>
      <ol className={styles.chain} reversed onKeyDown={onKeyDown}>
        {parts.map((part, index) => (
          <li key={part.layerId}>
            <button
              type="button"
              className={styles.link}
              tabIndex={index === stop ? 0 : -1}
              data-looked={looked === part.layerId}
              onClick={() => onGo(part)}
              onPointerEnter={() => onLook(part.layerId)}
              onPointerLeave={() => onLook(null)}
              onFocus={() => {
                setFocused(index);
                onLook(part.layerId);
              }}
              onBlur={() => onLook(null)}
            >
              <Miniature part={part} />
              <span className={styles.fed}>
                <span>{names.get(part.layerId) ?? part.layerId}</span>
                <span className={styles.cells}>{cellsText(part)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The map as an outline with the part that counts in it. */
function Miniature({ part: { height, width, rows, columns } }: { readonly part: Contributor }) {
  const side = Math.max(height, width);
  return (
    <svg viewBox={`0 0 ${side} ${side}`} aria-hidden="true" className={styles.miniature}>
      <rect width={width} height={height} className={styles.whole} />
      <rect
        x={columns[0]}
        y={rows[0]}
        width={columns[1] - columns[0] + 1}
        height={rows[1] - rows[0] + 1}
        className={styles.seen}
      />
    </svg>
  );
}

/** `rows 3–7, column 5 of 14 × 14`, counted from 1. */
function cellsText({ height, width, rows, columns }: Contributor): string {
  if (height === 1 && width === 1) return 'all of it';
  const ends = (what: string, [first, last]: readonly [number, number]) =>
    first === last ? `${what} ${first + 1}` : `${what}s ${first + 1}–${last + 1}`;
  return `${ends('row', rows)}, ${ends('column', columns)} of ${height} × ${width}`;
}
