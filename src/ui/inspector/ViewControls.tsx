import { useId } from 'react';
import type { ViewSettings } from '../../engine/protocol';
import type { TileInfo } from '../../engine/protocol/tiles';
import { NumberField } from '../shared/NumberField';
import { SelectField } from '../shared/SelectField';
import styles from './ViewControls.module.css';

interface ViewControlsProps {
  readonly view: 'featureMaps' | 'filters' | 'poolingWinners';
  readonly info: TileInfo;
  /** Counted from 0; `null` shows the three colour channels at once, where there are three. */
  readonly inputChannel: number | null;
  readonly onInputChannel: (channel: number | null) => void;
  readonly sidePx: number;
  readonly onSide: (sidePx: number) => void;
  readonly range: ViewSettings['range'];
  readonly onRange: (range: ViewSettings['range']) => void;
}

const rangeOptions = [
  { value: 'each' as const, label: 'One per tile' },
  { value: 'shared' as const, label: 'One for all' },
];
const colourOptions = [
  { value: 'all', label: 'In colour' },
  { value: '0', label: 'Red' },
  { value: '1', label: 'Green' },
  { value: '2', label: 'Blue' },
];

/** How the tiles of a view are shown. Only what applies is there. */
export function ViewControls(props: ViewControlsProps) {
  const { view, info, inputChannel, onInputChannel, sidePx, onSide, range, onRange } = props;
  const id = useId();
  const single = info.tiles === 1;
  if (single && view !== 'filters') return null;
  return (
    <div className={styles.controls}>
      {view === 'filters' && info.inputChannels === 3 && (
        <SelectField
          label="Input channel"
          value={inputChannel === null ? 'all' : String(inputChannel)}
          options={colourOptions}
          onChange={(value) => onInputChannel(value === 'all' ? null : Number(value))}
        />
      )}
      {view === 'filters' && info.inputChannels !== 3 && info.inputChannels > 1 && (
        <NumberField
          label="Input channel"
          integer
          min={1}
          max={info.inputChannels}
          value={Math.min(inputChannel ?? 0, info.inputChannels - 1) + 1}
          unit={`/ ${info.inputChannels}`}
          onChange={(value) => onInputChannel(value - 1)}
        />
      )}
      {!single && (
        <>
          <SelectField label="Colour scale" value={range} options={rangeOptions} onChange={onRange} />
          <div className={styles.size}>
            <label htmlFor={id}>Tile size</label>
            <input
              id={id}
              type="range"
              min={32}
              max={320}
              step={8}
              value={sidePx}
              aria-valuetext={`${sidePx} pixels`}
              onChange={(event) => onSide(Number(event.target.value))}
            />
          </div>
        </>
      )}
    </div>
  );
}
