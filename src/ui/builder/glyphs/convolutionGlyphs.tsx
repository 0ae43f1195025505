import styles from '../LayerGlyph.module.css';

/** Planes, and the window that slides over them. */
export const convolutionGlyphs = {
  // A stack of maps, and the window over all of them.
  conv2d: (
    <>
      <path d="M15 5h18a2 2 0 0 1 2 2v18" />
      <path d="M10 10h18a2 2 0 0 1 2 2v18" />
      <rect className={styles.tint} x="5" y="15" width="20" height="20" rx="2" />
      <rect className={styles.solid} x="9" y="19" width="8" height="8" rx="1" />
    </>
  ),
  // Each map with a window of its own.
  depthwiseConv2d: (
    <>
      <rect className={styles.tint} x="4" y="6" width="9" height="28" rx="2" />
      <rect className={styles.tint} x="15.5" y="6" width="9" height="28" rx="2" />
      <rect className={styles.tint} x="27" y="6" width="9" height="28" rx="2" />
      <path className={styles.solid} d="M6 10.5h5v5h-5zM17.5 17.5h5v5h-5zM29 24.5h5v5h-5z" />
    </>
  ),
  // A window per map first, then all of them mixed into one.
  separableConv2d: (
    <>
      <rect className={styles.tint} x="4" y="5" width="7" height="8" rx="1.5" />
      <rect className={styles.tint} x="4" y="16" width="7" height="8" rx="1.5" />
      <rect className={styles.tint} x="4" y="27" width="7" height="8" rx="1.5" />
      <path d="M11 9l13 9.5M11 20h13M11 31l13-9.5" />
      <rect className={styles.solid} x="24" y="13" width="12" height="14" rx="2" />
    </>
  ),
  // One cell stamps a whole window.
  conv2dTranspose: (
    <>
      <rect x="4" y="4" width="13" height="13" rx="2" />
      <rect className={styles.solid} x="8" y="8" width="5" height="5" rx="1" />
      <rect className={styles.tint} x="14" y="14" width="22" height="22" rx="2" />
      <path className={styles.thin} d="M13 8l23 6M8 13l6 23" />
      <path d="M21.3 14v22M28.7 14v22M14 21.3h22M14 28.7h22" />
    </>
  ),
};
