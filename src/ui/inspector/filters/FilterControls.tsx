import { useId } from 'react';
import type { ViewSettings } from '../../../engine/protocol';
import type { FilterMoment } from '../../../engine/protocol/filters';
import { NumberField } from '../../shared/NumberField';
import { SelectField } from '../../shared/SelectField';
import styles from '../ViewControls.module.css';

/** How the filters are shown. */
export interface FilterLook {
  readonly moment: FilterMoment;
  /** A tile a filter, or a tile an input channel of the chosen filter. */
  readonly tiles: 'filters' | 'inputs';
  /** Counted from 0; `null` is all three in colour. */
  readonly inputChannel: number | null;
  readonly range: ViewSettings['range'];
  readonly sort: 'index' | 'change';
  readonly sidePx: number;
}

interface FilterControlsProps {
  readonly look: FilterLook;
  readonly onLook: (change: Partial<FilterLook>) => void;
  readonly inputs: number;
  readonly filters: number;
  /** Whether the input channels are red, green and blue. */
  readonly colour: boolean;
  /** Counted from 0. */
  readonly filter: number;
  readonly onFilter: (filter: number) => void;
  /** Whether the weights before are known. */
  readonly comparable: boolean;
}

const moments = [
  { value: 'now' as const, label: 'Now' },
  { value: 'before' as const, label: 'Before' },
  { value: 'difference' as const, label: 'Difference' },
];
const tileOptions = [
  { value: 'filters' as const, label: 'All filters' },
  { value: 'inputs' as const, label: 'One filter’s inputs' },
];
const colours = [
  { value: 'all', label: 'In colour' },
  { value: '0', label: 'Red' },
  { value: '1', label: 'Green' },
  { value: '2', label: 'Blue' },
];
const ranges = [
  { value: 'each' as const, label: 'One per tile' },
  { value: 'shared' as const, label: 'One for all' },
];
const sorts = [
  { value: 'index' as const, label: 'Number' },
  { value: 'change' as const, label: 'Change' },
];

/** How the filters are shown. Only what applies is there. */
export function FilterControls(props: FilterControlsProps) {
  const { look, onLook, inputs, filters, colour, filter, onFilter, comparable } = props;
  const id = useId();
  return (
    <div className={styles.controls}>
      {comparable && (
        <SelectField
          label="Weights"
          value={look.moment}
          options={moments}
          onChange={(moment) => onLook({ moment })}
        />
      )}
      {inputs > 1 && (
        <SelectField
          label="Tiles"
          value={look.tiles}
          options={tileOptions}
          onChange={(tiles) => onLook({ tiles })}
        />
      )}
      {look.tiles === 'inputs' && inputs > 1 && (
        <NumberField
          label="Filter"
          integer
          min={1}
          max={filters}
          value={filter + 1}
          unit={`/ ${filters}`}
          onChange={(value) => onFilter(value - 1)}
        />
      )}
      {look.tiles === 'filters' && colour && (
        <SelectField
          label="Input channel"
          value={look.inputChannel === null ? 'all' : String(look.inputChannel)}
          options={colours}
          onChange={(value) => onLook({ inputChannel: value === 'all' ? null : Number(value) })}
        />
      )}
      {look.tiles === 'filters' && !colour && inputs > 1 && (
        <NumberField
          label="Input channel"
          integer
          min={1}
          max={inputs}
          value={Math.min(look.inputChannel ?? 0, inputs - 1) + 1}
          unit={`/ ${inputs}`}
          onChange={(value) => onLook({ inputChannel: value - 1 })}
        />
      )}
      {comparable && look.tiles === 'filters' && filters > 1 && (
        <SelectField
          label="Sort by"
          value={look.sort}
          options={sorts}
          onChange={(sort) => onLook({ sort })}
        />
      )}
      <SelectField
        label="Colour scale"
        value={look.range}
        options={ranges}
        onChange={(range) => onLook({ range })}
      />
      <div className={styles.size}>
        <label htmlFor={id}>Tile size</label>
        <input
          id={id}
          type="range"
          min={32}
          max={320}
          step={8}
          value={look.sidePx}
          aria-valuetext={`${look.sidePx} pixels`}
          onChange={(event) => onLook({ sidePx: Number(event.target.value) })}
        />
      </div>
    </div>
  );
}
