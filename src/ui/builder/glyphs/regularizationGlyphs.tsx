import styles from '../LayerGlyph.module.css';

/** What disturbs training to make it robust. */
export const regularizationGlyphs = {
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
  // Whole maps switched off.
  spatialDropout2d: (
    <>
      <rect className={styles.solid} x="4" y="4" width="14" height="14" rx="2" />
      <rect className={styles.dashed} x="22" y="4" width="14" height="14" rx="2" />
      <rect className={styles.dashed} x="4" y="22" width="14" height="14" rx="2" />
      <rect className={styles.solid} x="22" y="22" width="14" height="14" rx="2" />
    </>
  ),
  gaussianNoise: (
    <>
      <path className={styles.dashed} d="M4 9h32M4 31h32" />
      <path d="M4 21l3-5 3 9 3-13 3 15 3-11 3 7 3-12 3 14 3-9 5 3" />
    </>
  ),
};
