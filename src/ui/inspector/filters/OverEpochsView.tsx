import { useRef, useState, type KeyboardEvent } from 'react';
import type { FilterEpoch, FilterPart } from '../../../engine/protocol/filters';
import { useInspection } from '../../../state/inspection';
import { useLooking } from '../../../state/looking';
import { useTheme } from '../../../state/theme';
import { useTraining } from '../../../state/training';
import { formatPercent } from '../../training/format';
import { ExportButtons } from '../../shared/ExportButtons';
import { NumberField } from '../../shared/NumberField';
import { PixelCanvas } from '../../shared/PixelCanvas';
import { csvOf, saveSvg, saveText } from '../../shared/saveFile';
import { SelectField } from '../../shared/SelectField';
import type { LayerViewProps } from '../inspectorTabs';
import { useInspected } from '../useInspected';
import { ChangeChart } from './ChangeChart';
import { changeRows, epochName, filterPixels, strongest } from './filterEpochs';
import styles from './FiltersView.module.css';
import { saveFilterStrip } from './saveFilterStrip';
import { useReadsColour } from './useReadsColour';

/** One filter as drawn, after the epochs of its training, and now. */
export function OverEpochsView({ layer }: LayerViewProps) {
  const [part, setPart] = useState(0);
  const map = useLooking((state) => state.unit?.map ?? 0);
  const epochsDone = useTraining((state) => state.history.epochs.length);
  const paused = useTraining((state) => state.status?.phase !== 'running');
  const step = useInspection((state) => state.step);
  const [filters, setFilters] = useState(Infinity);
  const filter = Math.min(map, filters - 1);
  const { answer, problem } = useInspected(
    'filterHistory',
    { layerId: layer.id, part, filter },
    // Between two epochs the weights of now are asked for only where training rests.
    { live: false, since: epochsDone * 1e9 + (paused ? step + 1 : 0) },
  );
  const shape = answer?.parts[part];
  if (shape !== undefined && shape.filters !== filters) setFilters(shape.filters);
  if (problem !== null) return <p className={styles.note}>{problem}</p>;
  if (answer === null || shape === undefined) {
    return <p className={styles.note}>The network is being built…</p>;
  }
  return (
    <>
      <div className={styles.controls}>
        {answer.parts.length > 1 && (
          <SelectField
            label="Part"
            value={String(part)}
            options={answer.parts.map(({ name, height, width }, index) => ({
              value: String(index),
              label: `${name ?? ''} ${height} × ${width}`,
            }))}
            onChange={(value) => setPart(Number(value))}
          />
        )}
        <NumberField
          label="Filter"
          integer
          min={1}
          max={shape.filters}
          value={filter + 1}
          unit={`/ ${shape.filters}`}
          onChange={(value) => useLooking.getState().setUnit({ map: value - 1, row: 0, column: 0 })}
        />
      </div>
      {answer.epochs === null ? (
        <p className={styles.note}>
          These filters have too many weights to be kept after each epoch: the smaller layers of the network
          are.
        </p>
      ) : (
        <Strip layer={layer} shape={shape} epochs={answer.epochs} filter={filter} />
      )}
    </>
  );
}

interface StripProps extends LayerViewProps {
  readonly shape: FilterPart;
  readonly epochs: readonly FilterEpoch[];
  readonly filter: number;
}

const moves: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

function Strip({ layer, shape, epochs, filter }: StripProps) {
  const theme = useTheme((state) => state.shown);
  const readsColour = useReadsColour(layer.id) && shape.inputs === 3;
  const [channel, setChannel] = useState(0);
  /** `null` follows the last. */
  const [wanted, setWanted] = useState<number | null>(null);
  const group = useRef<HTMLDivElement>(null);
  const chart = useRef<SVGSVGElement>(null);
  const chosen = Math.min(wanted ?? Infinity, epochs.length - 1);
  const plane = readsColour ? null : Math.min(channel, shape.inputs - 1);
  const range = strongest(epochs, shape, plane);
  const pixelsOf = ({ values }: FilterEpoch) => filterPixels(values, shape, plane, range, theme);
  const looked = epochs[chosen];
  const change = looked?.changes[filter] ?? NaN;
  const name = `${layer.label} filter ${filter + 1}`;
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = Math.min(epochs.length - 1, Math.max(0, chosen + move));
    setWanted(next);
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus();
  };
  return (
    <>
      {!readsColour && shape.inputs > 1 && (
        <div className={styles.controls}>
          <NumberField
            label="Input channel"
            integer
            min={1}
            max={shape.inputs}
            value={(plane ?? 0) + 1}
            unit={`/ ${shape.inputs}`}
            onChange={(value) => setChannel(value - 1)}
          />
        </div>
      )}
      <div
        ref={group}
        role="radiogroup"
        aria-label={`${name} over the epochs`}
        className={styles.strip}
        onKeyDown={onKeyDown}
      >
        {epochs.map((each, index) => (
          <button
            key={each.epoch ?? 'now'}
            type="button"
            role="radio"
            aria-checked={index === chosen}
            aria-label={`${name} ${epochName(each.epoch)}`}
            tabIndex={index === chosen ? 0 : -1}
            className={styles.patch}
            onClick={() => setWanted(index)}
            onPointerEnter={(event) => {
              if (event.pointerType === 'mouse') setWanted(index);
            }}
          >
            <PixelCanvas pixels={pixelsOf(each)} x={0} width={shape.width} className={styles.kernel} />
            <span>{epochName(each.epoch)}</span>
          </button>
        ))}
      </div>
      <p className={styles.note} aria-live="polite">
        {epochs.length === 1
          ? 'As drawn: each epoch of training adds a picture.'
          : `${capital(epochName(looked?.epoch ?? null))}: ${
              Number.isFinite(change)
                ? `${formatPercent(change)} of its length away from the weights drawn.`
                : 'it began as 0, so no share tells how far it went.'
            }`}
      </p>
      {epochs.length > 1 && (
        <ChangeChart ref={chart} epochs={epochs} filter={filter} chosen={chosen} onChoose={setWanted} />
      )}
      <ExportButtons
        of={`${name} over the epochs`}
        formats={[
          { name: 'PNG', save: () => saveFilterStrip(`${name} over the epochs.png`, epochs.map(pixelsOf)) },
          {
            name: 'CSV',
            save: () =>
              saveText(`${layer.label} changes by epoch.csv`, 'text/csv', csvOf(changeRows(epochs))),
          },
          ...(epochs.length > 1
            ? [
                {
                  name: 'SVG' as const,
                  save: () => {
                    if (chart.current !== null) saveSvg(`${layer.label} changes by epoch.svg`, chart.current);
                  },
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
