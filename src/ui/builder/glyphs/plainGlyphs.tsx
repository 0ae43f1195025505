import styles from '../LayerGlyph.module.css';

/** Where pictures come in, and where everything is joined to everything. */
export const plainGlyphs = {
  input: (
    <>
      <rect x="5" y="8" width="30" height="24" rx="3" />
      <circle className={styles.solid} cx="13" cy="15.5" r="2.5" />
      <path className={styles.tint} d="M6 30l9-9 6 6 6-8 8 11z" />
    </>
  ),
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
};
