import type { ViewContent, ViewSettings } from '../../engine/protocol';
import { formatValue } from '../training/format';
import styles from './ColourLegend.module.css';

interface ColourLegendProps {
  /** Filters over the three colour channels: grey is zero there. */
  readonly inColour: boolean;
  readonly range: ViewSettings['range'];
  readonly tiles: number;
  readonly view: ViewContent['kind'];
  /** The smallest and the largest value where the colours have one scale, and whose they are. */
  readonly values?: { readonly min: number; readonly max: number; readonly of: string } | null;
}

/** What the colours mean. */
export function ColourLegend({ inColour, range, tiles, view, values = null }: ColourLegendProps) {
  const scope = tiles === 1 ? 'here' : range === 'shared' ? 'of all tiles' : 'of its tile';
  if (inColour) {
    return (
      <p className={styles.legend}>
        Weights for red, green and blue: grey is 0, brighter positive, darker negative; the strongest colour
        is the largest {scope}.
      </p>
    );
  }
  const strongest = values === null ? null : formatValue(Math.max(-values.min, values.max));
  return (
    <div className={styles.legend}>
      <span className={styles.scale}>
        <span>{strongest === null || strongest === '0' ? '−' : `−${strongest}`}</span>
        <span className={styles.ramp} aria-hidden="true" />
        <span>{strongest ?? '+'}</span>
      </span>
      <p>
        {values !== null && `From ${formatValue(values.min)} to ${formatValue(values.max)} (${values.of}). `}0
        is the background; the strongest colour is the largest value {scope}.
        {view === 'featureMaps' && tiles > 1 && range === 'each' && ' An empty tile is 0 everywhere.'}
        {view === 'poolingWinners' && ' Faint cells win no window.'}
      </p>
    </div>
  );
}
