import styles from '../LayerGlyph.module.css';

/** Four quarters of a plane, as pooling windows cut it. */
const quarters = (
  <>
    <rect x="6" y="6" width="28" height="28" rx="2" />
    <path d="M20 6v28M6 20h28" />
  </>
);

/** A whole map drawn together. */
const wholeMap = (
  <>
    <rect x="6" y="6" width="28" height="28" rx="2" />
    <path d="M10 10l4.5 4.5M30 10l-4.5 4.5M10 30l4.5-4.5M30 30l-4.5-4.5" />
  </>
);

/** A filled square is a winner, a pale circle a mean. */
export const poolingGlyphs = {
  maxPooling2d: (
    <>
      {quarters}
      <path className={styles.solid} d="M14 8h4v4h-4zM22 14h4v4h-4zM8 28h4v4h-4zM28 22h4v4h-4z" />
    </>
  ),
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
  globalMaxPooling2d: (
    <>
      {wholeMap}
      <rect className={styles.solid} x="16" y="16" width="8" height="8" rx="1" />
    </>
  ),
  globalAveragePooling2d: (
    <>
      {wholeMap}
      <circle className={styles.tint} cx="20" cy="20" r="5" />
    </>
  ),
};
