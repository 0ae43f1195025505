import styles from '../LayerGlyph.module.css';

const disc = <circle className={styles.tint} cx="20" cy="20" r="14" />;

/** Several inputs become one: by the sign in the disc, or side by side. */
export const mergingGlyphs = {
  add: (
    <>
      {disc}
      <path className={styles.bold} d="M20 13v14M13 20h14" />
    </>
  ),
  multiply: (
    <>
      {disc}
      <path className={styles.bold} d="M15 15l10 10M25 15l-10 10" />
    </>
  ),
  average: (
    <>
      {disc}
      <path className={styles.bold} d="M13 20h14" />
      <circle className={styles.solid} cx="20" cy="13.5" r="2.2" />
      <circle className={styles.solid} cx="20" cy="26.5" r="2.2" />
    </>
  ),
  maximum: (
    <>
      {disc}
      <path className={styles.bold} d="M13.5 24l6.5-9 6.5 9" />
    </>
  ),
  concatenate: (
    <>
      <rect className={styles.tint} x="6" y="7" width="28" height="12" rx="2" />
      <rect x="6" y="21" width="28" height="12" rx="2" />
    </>
  ),
};
