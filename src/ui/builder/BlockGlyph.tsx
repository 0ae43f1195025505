import type { ReactNode } from 'react';
import type { BlockKindName } from '../../network/blocks';
import { classNames } from '../shared/classNames';
import styles from './LayerGlyph.module.css';

interface BlockGlyphProps {
  readonly kind: BlockKindName;
  readonly className?: string | undefined;
}

/** The wiring of a block in its smallest form, in ink: families of layers have the hues. */
export function BlockGlyph({ kind, className }: BlockGlyphProps) {
  return (
    <svg
      viewBox="0 0 40 40"
      aria-hidden="true"
      className={classNames(styles.glyph, className)}
      data-family="block"
    >
      {drawings[kind]}
    </svg>
  );
}

const drawings: { readonly [Kind in BlockKindName]: ReactNode } = {
  convReluPool: (
    <>
      <path className={styles.thin} d="M20 2v36" />
      <rect className={styles.paper} x="7" y="5" width="26" height="9" rx="2" />
      <rect className={styles.paper} x="7" y="16.5" width="26" height="7" rx="2" />
      <path d="M12 21.5h8l6-3" />
      <rect className={styles.filled} x="12" y="26" width="16" height="9" rx="2" />
    </>
  ),
  convNormRelu: (
    <>
      <path className={styles.thin} d="M20 2v36" />
      <rect className={styles.paper} x="7" y="5" width="26" height="9" rx="2" />
      <rect className={styles.filled} x="7" y="17" width="26" height="6" rx="2" />
      <rect className={styles.paper} x="7" y="26" width="26" height="9" rx="2" />
      <path d="M12 33h8l6-5" />
    </>
  ),
  vggBlock: (
    <>
      <path className={styles.thin} d="M20 2v36" />
      <rect className={styles.paper} x="7" y="4" width="26" height="8" rx="2" />
      <rect className={styles.paper} x="7" y="14.5" width="26" height="8" rx="2" />
      <path className={styles.filled} d="M7 26h26l-6 9H13z" />
    </>
  ),
  // Two layers, and the way around them.
  residualBasicBlock: (
    <>
      <path d="M14 2v36M14 4c24 0 24 26 3.5 26" />
      <rect className={styles.paper} x="5" y="7" width="18" height="7" rx="2" />
      <rect className={styles.paper} x="5" y="17" width="18" height="7" rx="2" />
      <circle className={styles.filled} cx="14" cy="31" r="4" />
    </>
  ),
  // A narrow middle.
  residualBottleneckBlock: (
    <>
      <path d="M14 2v36M14 4c24 0 24 27 3.5 28" />
      <rect className={styles.paper} x="4" y="6" width="20" height="5" rx="1.5" />
      <rect className={styles.paper} x="9.5" y="14" width="9" height="5" rx="1.5" />
      <rect className={styles.paper} x="4" y="22" width="20" height="5" rx="1.5" />
      <circle className={styles.filled} cx="14" cy="33" r="3.5" />
    </>
  ),
  inceptionModule: (
    <>
      <path d="M20 3v2M20 5C8 5 7 8 7 14v8c0 8 2 11 13 11M20 5c-4 0-5 3-5 9v8c0 8 2 11 5 11M20 5c4 0 5 3 5 9v8c0 8-2 11-5 11M20 5c12 0 13 3 13 9v8c0 8-2 11-13 11v4" />
      <rect className={styles.paper} x="4" y="15" width="6" height="5" rx="1" />
      <rect className={styles.paper} x="12" y="13" width="6" height="9" rx="1" />
      <rect className={styles.filled} x="22" y="11" width="6" height="13" rx="1" />
      <rect className={styles.paper} x="30" y="15" width="6" height="5" rx="1" />
    </>
  ),
  custom: (
    <>
      <rect className={styles.dashed} x="4" y="4" width="32" height="32" rx="4" />
      <rect className={styles.paper} x="11" y="10" width="18" height="8" rx="2" />
      <rect className={styles.filled} x="11" y="22" width="18" height="8" rx="2" />
    </>
  ),
};
