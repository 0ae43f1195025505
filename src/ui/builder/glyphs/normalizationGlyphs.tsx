import styles from '../LayerGlyph.module.css';

/** Values brought to one scale. */
export const normalizationGlyphs = {
  // One bell for each channel, over the batch.
  batchNormalization: (
    <>
      <path className={styles.tint} d="M4 31c9 0 9-22 16-22s7 22 16 22z" />
      <path className={styles.thin} d="M20 5v30" />
      <path d="M4 31h32" />
    </>
  ),
  // All channels of one cell, held between the same bounds.
  layerNormalization: (
    <>
      <path className={styles.dashed} d="M4 8h32M4 32h32" />
      <path d="M4 20h32" />
      <path className={styles.bold} d="M8 20v-8M16 20v8M24 20v-5M32 20v9" />
    </>
  ),
  // A strong channel quiets its neighbours.
  localResponseNormalization: (
    <>
      <path d="M4 30h32" />
      <path className={styles.bold} d="M7 30v-6M13.5 30v-9M26.5 30v-9M33 30v-6" />
      <rect className={styles.solid} x="17.5" y="6" width="5" height="24" rx="1" />
      <path className={styles.thin} d="M8 34v2h24v-2" />
    </>
  ),
};
