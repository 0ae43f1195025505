import type { ReactNode } from 'react';
import { layerType } from '../../network/layers';
import type { LayerTypeName } from '../../network/layers';
import { classNames } from '../shared/classNames';
import styles from './LayerGlyph.module.css';

interface LayerGlyphProps {
  readonly type: LayerTypeName;
  readonly className?: string | undefined;
}

/** The silhouette of a layer type in its family's hue: told apart without reading. */
export function LayerGlyph({ type, className }: LayerGlyphProps) {
  return (
    <svg
      viewBox="0 0 40 40"
      aria-hidden="true"
      className={classNames(styles.glyph, className)}
      data-family={layerType(type).family}
    >
      {drawings[type]}
    </svg>
  );
}

/** Four quarters of a plane, as pooling windows cut it. */
const quarters = (
  <>
    <rect x="6" y="6" width="28" height="28" rx="2" />
    <path d="M20 6v28M6 20h28" />
  </>
);

const drawings: { readonly [Type in LayerTypeName]: ReactNode } = {
  input: (
    <>
      <rect x="5" y="8" width="30" height="24" rx="3" />
      <circle className={styles.solid} cx="13" cy="15.5" r="2.5" />
      <path className={styles.tint} d="M6 30l9-9 6 6 6-8 8 11z" />
    </>
  ),
  // A stack of maps, and the window that slides over the front one.
  conv2d: (
    <>
      <path d="M15 5h18a2 2 0 0 1 2 2v18" />
      <path d="M10 10h18a2 2 0 0 1 2 2v18" />
      <rect className={styles.tint} x="5" y="15" width="20" height="20" rx="2" />
      <rect className={styles.solid} x="9" y="19" width="8" height="8" rx="1" />
    </>
  ),
  // One winner in each window.
  maxPooling2d: (
    <>
      {quarters}
      <rect className={styles.solid} x="14" y="8" width="4" height="4" />
      <rect className={styles.solid} x="22" y="14" width="4" height="4" />
      <rect className={styles.solid} x="8" y="28" width="4" height="4" />
      <rect className={styles.solid} x="28" y="22" width="4" height="4" />
    </>
  ),
  // Each window evenly mixed.
  averagePooling2d: (
    <>
      {quarters}
      <g className={styles.tint}>
        <circle cx="13" cy="13" r="4" />
        <circle cx="27" cy="13" r="4" />
        <circle cx="13" cy="27" r="4" />
        <circle cx="27" cy="27" r="4" />
      </g>
    </>
  ),
  // A whole map drawn together into one number.
  globalAveragePooling2d: (
    <>
      <rect x="6" y="6" width="28" height="28" rx="2" />
      <path d="M10 10l5.5 5.5M30 10l-5.5 5.5M10 30l5.5-5.5M30 30l-5.5-5.5" />
      <circle className={styles.solid} cx="20" cy="20" r="4" />
    </>
  ),
  // A plane laid out as one row.
  flatten: (
    <>
      <rect className={styles.tint} x="12" y="5" width="16" height="16" rx="2" />
      <path d="M20 5v16M12 13h16" />
      <path d="M3 28h34v7H3zM11.5 28v7M20 28v7M28.5 28v7" />
    </>
  ),
  // Everything joined to everything.
  dense: (
    <>
      <path
        className={styles.thin}
        d="M10 8l20 6M10 8l20 18M10 20l20-6M10 20l20 6M10 32l20-18M10 32l20-6M10 8l20 0M10 32l20 0"
      />
      <g className={styles.solid}>
        <circle cx="9" cy="8" r="3.2" />
        <circle cx="9" cy="20" r="3.2" />
        <circle cx="9" cy="32" r="3.2" />
        <circle cx="31" cy="14" r="3.2" />
        <circle cx="31" cy="26" r="3.2" />
      </g>
    </>
  ),
  // The bent function on its axes.
  activation: (
    <>
      <path className={styles.thin} d="M20 5v30M4 27h32" />
      <path className={styles.bold} d="M5 27h15L33 8" />
    </>
  ),
  // Some units switched off.
  dropout: (
    <>
      <g className={styles.solid}>
        <circle cx="9" cy="9" r="4" />
        <circle cx="31" cy="9" r="4" />
        <circle cx="20" cy="20" r="4" />
        <circle cx="9" cy="31" r="4" />
      </g>
      <g className={styles.dashed}>
        <circle cx="20" cy="9" r="3.5" />
        <circle cx="9" cy="20" r="3.5" />
        <circle cx="31" cy="20" r="3.5" />
        <circle cx="20" cy="31" r="3.5" />
        <circle cx="31" cy="31" r="3.5" />
      </g>
    </>
  ),
  // Values brought to one bell.
  batchNormalization: (
    <>
      <path className={styles.tint} d="M4 31c9 0 9-22 16-22s7 22 16 22z" />
      <path className={styles.thin} d="M20 5v30" />
      <path d="M4 31h32" />
    </>
  ),
  add: (
    <>
      <circle className={styles.tint} cx="20" cy="20" r="14" />
      <path className={styles.bold} d="M20 13v14M13 20h14" />
    </>
  ),
  concatenate: (
    <>
      <rect className={styles.tint} x="6" y="7" width="28" height="12" rx="2" />
      <rect x="6" y="21" width="28" height="12" rx="2" />
    </>
  ),
};
