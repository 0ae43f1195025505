import styles from '../LayerGlyph.module.css';

const axes = <path className={styles.thin} d="M20 5v30M4 26h32" />;

/** The bent function on its axes. */
export const activationGlyphs = {
  activation: (
    <>
      {axes}
      <path className={styles.bold} d="M5 32c11 0 12-2 15-12s4-12 15-12" />
    </>
  ),
  relu: (
    <>
      {axes}
      <path className={styles.bold} d="M5 26h15L33 8" />
    </>
  ),
  leakyRelu: (
    <>
      {axes}
      <path className={styles.bold} d="M5 32l15-6L33 8" />
    </>
  ),
  // The left slope is found by training.
  prelu: (
    <>
      {axes}
      <path className={styles.bold} d="M20 26L33 8" />
      <path className={styles.dashed} d="M20 26L5 29M20 26L7 34M20 26L12 36" />
    </>
  ),
  elu: (
    <>
      {axes}
      <path className={styles.bold} d="M4 33c9 0 12-2 16-7L33 8" />
    </>
  ),
  // Shares of one whole.
  softmax: (
    <>
      <path className={styles.thin} d="M4 6h32" />
      <path d="M4 34h32" />
      <rect className={styles.tint} x="6" y="26" width="7" height="8" />
      <rect className={styles.solid} x="16.5" y="10" width="7" height="24" />
      <rect className={styles.tint} x="27" y="29" width="7" height="5" />
    </>
  ),
};
