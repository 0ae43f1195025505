import styles from '../LayerGlyph.module.css';

/** The same values at another size or in another order. */
export const reshapingGlyphs = {
  // A plane laid out as one row.
  flatten: (
    <>
      <rect className={styles.tint} x="12" y="5" width="16" height="16" rx="2" />
      <path d="M20 5v16M12 13h16" />
      <path d="M3 28h34v7H3zM11.5 28v7M20 28v7M28.5 28v7" />
    </>
  ),
  reshape: (
    <>
      <rect className={styles.tint} x="5" y="5" width="9" height="30" rx="2" />
      <path d="M5 12.5h9M5 20h9M5 27.5h9" />
      <path d="M17.5 20h4m-2-2.5l2.5 2.5l-2.5 2.5" />
      <rect className={styles.tint} x="25" y="12" width="12" height="16" rx="2" />
      <path d="M31 12v16M25 20h12" />
    </>
  ),
  permute: (
    <>
      <path d="M6 12h8c8 0 8 16 16 16h4m-4-4l4 4-4 4" />
      <path d="M6 28h8c8 0 8-16 16-16h4m-4-4l4 4-4 4" />
    </>
  ),
  // Cells added around the map.
  zeroPadding2d: (
    <>
      <rect className={styles.dashed} x="4" y="4" width="32" height="32" rx="2" />
      <rect className={styles.tint} x="11" y="11" width="18" height="18" rx="2" />
    </>
  ),
  // A photographer's crop marks.
  cropping2d: (
    <>
      <rect className={styles.tint} stroke="none" x="11" y="11" width="18" height="18" />
      <path d="M11 4v25h25M4 11h25v25" />
    </>
  ),
  upSampling2d: (
    <>
      <rect className={styles.solid} x="4" y="27" width="9" height="9" rx="1.5" />
      <rect className={styles.tint} x="17" y="4" width="19" height="19" rx="2" />
      <path d="M26.5 4v19M17 13.5h19" />
      <path d="M8 22v-9m-3 3l3-3 3 3M18 32h9m-3-3l3 3-3 3" />
    </>
  ),
  // To a size that is said.
  resizing: (
    <>
      <rect x="5" y="5" width="30" height="30" rx="2" />
      <rect className={styles.tint} x="5" y="21" width="14" height="14" rx="2" />
      <path d="M21 19l9-9m-6 0h6v6" />
    </>
  ),
  // One ruler onto another.
  rescaling: (
    <>
      <path d="M4 9h32M4 6v6M12 7v4M20 6v6M28 7v4M36 6v6" />
      <path d="M12 31h16M12 28v6M20 28v6M28 28v6" />
      <path className={styles.thin} d="M4 14l8 12M36 14l-8 12" />
    </>
  ),
};
