import { useMemo, useRef, useState } from 'react';
import { labels } from '../../../network/graph';
import { contributors, unitReceptiveField, type Contributor } from '../../../network/unitReceptiveField';
import { useInspection } from '../../../state/inspection';
import { useLooking } from '../../../state/looking';
import { inputFormat } from '../../../state/inputSize';
import { useNetwork } from '../../../state/network';
import { ExportButtons } from '../../shared/ExportButtons';
import { NumberField } from '../../shared/NumberField';
import { csvOf, saveSvg, saveText } from '../../shared/saveFile';
import { Toggle } from '../../shared/Toggle';
import { formatValue } from '../../training/format';
import type { LayerViewProps } from '../inspectorTabs';
import { CellMark } from '../maps/CellMark';
import { largest, MapFigure, type MapCell } from '../maps/MapFigure';
import { ProbePhoto } from '../maps/ProbePhoto';
import { saveMapPicture, type Outline } from '../maps/saveMapPicture';
import { useInspected } from '../useInspected';
import { ContributorChain } from './ContributorChain';
import { effectiveText } from './effectiveText';
import { fieldText } from './fieldText';
import { GrowthCurve } from './GrowthCurve';
import styles from './ReceptiveFieldView.module.css';

const EFFECTIVE_OPACITY = 0.75;

/** What one unit sees of the picture, and which cells of every layer before it fed it. */
export function ReceptiveFieldView({ layer }: LayerViewProps) {
  const network = useNetwork((state) => state.network);
  const probe = useInspection((state) => state.probe);
  const hasProbe = probe !== null;
  const unit = useLooking((state) => state.unit);
  const { setUnit } = useLooking.getState();
  const [looked, setLooked] = useState<string | null>(null);
  const [effective, setEffective] = useState(false);
  const curve = useRef<SVGSVGElement>(null);
  const shape = layer.outputShape ?? [];
  const maps = shape.length === 3;
  const [height = 1, width = 1, channels = 1] = maps ? shape : [1, 1, shape[0]];
  const held = {
    map: Math.min(unit?.map ?? 0, channels - 1),
    row: Math.min(unit?.row ?? Math.floor(height / 2), height - 1),
    column: Math.min(unit?.column ?? Math.floor(width / 2), width - 1),
  };
  const { row, column } = held;
  const names = labels(network);
  const seen = useMemo(() => {
    const field = unitReceptiveField(network, layer.id, row, column);
    return { field, chain: contributors(network, layer.id, row, column) };
  }, [network, layer.id, row, column]);
  const own = useInspected('featureMaps', hasProbe && maps ? { layerId: layer.id, map: held.map } : null);
  const { answer: bearing, problem } = useInspected(
    'effectiveReceptiveField',
    hasProbe && effective ? { layerId: layer.id, ...held } : null,
  );
  const input = inputFormat(network);
  if (input === null) return <p className={styles.note}>Put an Input at the head of the network first.</p>;
  const pick = (cell: MapCell) => setUnit({ map: held.map, ...cell });
  const { clipped, unclipped } = seen.field;
  const picture = { height: input.height, width: input.width };
  return (
    <div className={styles.view}>
      {maps && (
        <div className={styles.controls}>
          <NumberField
            label="Feature map"
            integer
            min={1}
            max={channels}
            value={held.map + 1}
            unit={`/ ${channels}`}
            onChange={(value) => setUnit({ ...held, map: value - 1 })}
          />
          <NumberField
            label="Row"
            integer
            min={1}
            max={height}
            value={row + 1}
            unit={`/ ${height}`}
            onChange={(value) => pick({ row: value - 1, column })}
          />
          <NumberField
            label="Column"
            integer
            min={1}
            max={width}
            value={column + 1}
            unit={`/ ${width}`}
            onChange={(value) => pick({ row, column: value - 1 })}
          />
        </div>
      )}
      <p className={styles.note}>{fieldText(seen.field, picture)}</p>
      <div className={styles.maps}>
        {maps && (
          <MapFigure
            caption={`${layer.label}, map ${held.map + 1}: choose a cell`}
            label={`Cells of ${layer.label}: choose one`}
            height={height}
            width={width}
            values={own.answer?.values ?? Array<number>(height * width).fill(0)}
            cell={held}
            onPick={pick}
            marks={<CellMark left={column} top={row} width={1} height={1} kind="cell" />}
          />
        )}
        <MapFigure
          caption={hasProbe ? 'The picture, and what the unit sees of it' : 'What the unit sees of a picture'}
          label="The picture with the receptive field on it"
          height={picture.height}
          width={picture.width}
          values={bearing?.values ?? null}
          standOut={bearing === null ? null : notable(bearing.values)}
          opacity={EFFECTIVE_OPACITY}
          ground={<ProbePhoto />}
          marks={
            <>
              {unclipped !== null && <Rectangle part={unclipped} kind="faint" />}
              {clipped !== null && <Rectangle part={clipped} kind="window" />}
            </>
          }
        />
      </div>
      {hasProbe && (
        <div className={styles.part}>
          <Toggle label="Effective receptive field" checked={effective} onChange={setEffective} />
          {effective && (
            <p className={styles.note}>
              {problem ??
                (bearing === null
                  ? 'Measuring…'
                  : `${effectiveText(bearing.values)} The colour is |∂ unit / ∂ pixel| for this picture, the strongest ${formatValue(largest(bearing.values))}.`)}
            </p>
          )}
        </div>
      )}
      <ContributorChain
        chain={seen.chain}
        names={names}
        looked={looked}
        onLook={setLooked}
        onGo={(part) => {
          useNetwork.getState().select(part.layerId);
          setUnit({ map: 0, row: middle(part.rows), column: middle(part.columns) });
        }}
      />
      <GrowthCurve ref={curve} layerId={layer.id} />
      <ExportButtons
        of={`the receptive field of ${layer.label}`}
        formats={[
          {
            name: 'PNG',
            save: () =>
              saveMapPicture(`${layer.label} receptive field.png`, {
                ...picture,
                values: bearing?.values ?? null,
                standOut: bearing === null ? null : notable(bearing.values),
                opacity: EFFECTIVE_OPACITY,
                photo: probe?.pixels ?? null,
                outlines: clipped === null ? [] : [outlineOf(clipped)],
              }),
          },
          {
            name: 'CSV',
            save: () =>
              saveText(`${layer.label} receptive field.csv`, 'text/csv', csvOf(chainRows(seen.chain, names))),
          },
          {
            name: 'SVG',
            save: () => {
              if (curve.current !== null) saveSvg('Receptive field by layer.svg', curve.current);
            },
          },
        ]}
      />
    </div>
  );
}

type Span = readonly [first: number, last: number];

interface Part {
  readonly rows: Span;
  readonly columns: Span;
}

function Rectangle({ part, kind }: { readonly part: Part; readonly kind: 'window' | 'faint' }) {
  return <CellMark {...outlineOf(part)} kind={kind} />;
}

function outlineOf({ rows, columns }: Part): Outline {
  return {
    left: columns[0],
    top: rows[0],
    width: columns[1] - columns[0] + 1,
    height: rows[1] - rows[0] + 1,
  };
}

/** Which values are worth covering the photo for. */
function notable(values: ArrayLike<number>): Uint8Array {
  const least = largest(values) / 50;
  return Uint8Array.from(values, (value) => (value > least ? 1 : 0));
}

function middle([first, last]: Span): number {
  return Math.floor((first + last) / 2);
}

function chainRows(chain: readonly Contributor[], names: ReadonlyMap<string, string>) {
  return [
    ['layer', 'first row', 'last row', 'first column', 'last column', 'height', 'width'],
    ...chain.map(({ layerId, rows, columns, height, width }) => [
      names.get(layerId) ?? layerId,
      ...rows,
      ...columns,
      height,
      width,
    ]),
  ];
}
