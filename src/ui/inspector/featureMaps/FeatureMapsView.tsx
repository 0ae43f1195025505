import { useState } from 'react';
import type { ViewSettings } from '../../../engine/protocol';
import { isDead, type MapStatistics } from '../../../engine/protocol/mapStatistics';
import { useInspection } from '../../../state/inspection';
import { inspect } from '../../../state/inspections';
import { useLooking } from '../../../state/looking';
import { useNetworkBuild } from '../../../state/networkBuild';
import { Button } from '../../shared/Button';
import { ExportButtons } from '../../shared/ExportButtons';
import { NumberField } from '../../shared/NumberField';
import { csvOf, saveCanvas, saveText } from '../../shared/saveFile';
import { SelectField } from '../../shared/SelectField';
import { Toggle } from '../../shared/Toggle';
import { LargeNetworkNotice } from '../../training/LargeNetworkNotice';
import { ColourLegend } from '../ColourLegend';
import type { LayerViewProps } from '../inspectorTabs';
import { TileGrid } from '../TileGrid';
import styles from '../TileView.module.css';
import { useInspected } from '../useInspected';
import { useTileInfo } from '../useTileInfo';
import { ViewControls } from '../ViewControls';
import { DeadMapsLine } from './DeadMapsLine';
import type { MapSort } from './mapOrder';
import { MapOverlay } from './MapOverlay';
import { useMapOrder } from './useMapOrder';

const sortOptions = [
  { value: 'index' as const, label: 'Number' },
  { value: 'activation' as const, label: 'Activation' },
  { value: 'variance' as const, label: 'Variance' },
  { value: 'similarity' as const, label: 'Similarity' },
];

/** What a layer makes of the picture: every map, in any order, with its numbers; one of them over the picture. */
export function FeatureMapsView({ layer }: LayerViewProps) {
  const hasProbe = useInspection((state) => state.probe !== null);
  const waiting = useNetworkBuild((build) => build.state === 'waiting');
  const unit = useLooking((state) => state.unit);
  const [sidePx, setSidePx] = useState(112);
  const [range, setRange] = useState<ViewSettings['range']>('each');
  const [sort, setSort] = useState<MapSort>('index');
  const [reference, setReference] = useState(0);
  const [held, setHeld] = useState(false);
  const [overlaid, setOverlaid] = useState(false);
  const content = { kind: 'featureMaps' as const, layerId: layer.id };
  const info = useTileInfo(content);
  const similarTo = sort === 'similarity' ? reference : null;
  const { answer, problem } = useInspected(
    'mapStatistics',
    hasProbe && info !== null && !layer.isPicture ? { layerId: layer.id, similarTo } : null,
  );
  const { order, again } = useMapOrder(
    `${layer.id} ${similarTo}`,
    sort,
    answer?.similarTo === similarTo ? answer : null,
    held,
  );
  if (!hasProbe) {
    return (
      <p className={styles.empty}>
        Add images, or choose a picture above, to see what this layer makes of it.
      </p>
    );
  }
  if (info === null && waiting) return <LargeNetworkNotice />;
  if (info === null) return <p className={styles.empty}>The network is being built…</p>;
  const units = layer.outputShape?.length === 1 ? (layer.outputShape[0] ?? null) : null;
  const many = info.tiles > 1;
  const shownMap = Math.min(unit?.map ?? 0, info.tiles - 1);
  const dead = units === null && answer !== null ? deadTiles(answer) : new Set<number>();
  const choose = (next: MapSort) => {
    setSort(next);
    if (next === 'similarity' && unit !== null) setReference(unit.map);
  };
  return (
    <>
      <ViewControls
        view="featureMaps"
        info={info}
        inputChannel={null}
        onInputChannel={() => undefined}
        sidePx={sidePx}
        onSide={setSidePx}
        range={range}
        onRange={setRange}
      />
      {many && (
        <div className={styles.sorting}>
          <SelectField label="Sort by" value={sort} options={sortOptions} onChange={choose} />
          {sort === 'similarity' && (
            <NumberField
              label="Similar to map"
              integer
              min={1}
              max={info.tiles}
              value={Math.min(reference, info.tiles - 1) + 1}
              unit={`/ ${info.tiles}`}
              onChange={(value) => setReference(value - 1)}
            />
          )}
          {sort !== 'index' && (
            <Button size="small" onClick={again}>
              Sort again
            </Button>
          )}
        </div>
      )}
      {problem !== null && <p className={styles.empty}>{problem}</p>}
      {!layer.isPicture && (
        <>
          <ColourLegend
            inColour={false}
            range={range}
            tiles={info.tiles}
            view="featureMaps"
            values={answer === null ? null : legendValues(answer, range, unit?.map ?? null, many)}
          />
          {answer !== null && (
            <DeadMapsLine key={layer.id} layerId={layer.id} statistics={answer} vector={units !== null} />
          )}
        </>
      )}
      {units === null && !layer.isPicture && (
        <Toggle
          label={`Map ${shownMap + 1} over the picture`}
          checked={overlaid}
          description="Choose another map with a click or Enter"
          onChange={setOverlaid}
        />
      )}
      {overlaid && units === null && !layer.isPicture && (
        <MapOverlay layerId={layer.id} layerLabel={layer.label} info={info} map={shownMap} />
      )}
      <TileGrid
        content={content}
        info={info}
        layerLabel={layer.label}
        units={units}
        sidePx={sidePx}
        range={range}
        {...(order === undefined || order.length !== info.tiles ? {} : { order })}
        marked={{ tiles: dead, word: 'dead: 0 everywhere' }}
        chosen={unit === null ? null : { tile: unit.map, row: unit.row, column: unit.column }}
        onChoose={({ tile, row, column }) => {
          if (units === null) useLooking.getState().setUnit({ map: tile, row, column });
          else if (row * info.width + column < units)
            useLooking.getState().setUnit({ map: row * info.width + column, row: 0, column: 0 });
        }}
        onHeld={setHeld}
      />
      <Exports
        layerId={layer.id}
        label={layer.label}
        map={units === null ? (unit?.map ?? null) : null}
        statistics={answer}
      />
    </>
  );
}

function deadTiles(statistics: MapStatistics): ReadonlySet<number> {
  return new Set([...statistics.min.keys()].filter((map) => isDead(statistics, map)));
}

/** The numbers at the ends of the colours: of all maps, or of the chosen one where each has a scale of its own. */
function legendValues(
  statistics: MapStatistics,
  range: ViewSettings['range'],
  map: number | null,
  many: boolean,
) {
  if (many && range === 'each') {
    if (map === null || map >= statistics.maps) return null;
    return { min: statistics.min[map] ?? 0, max: statistics.max[map] ?? 0, of: `map ${map + 1}` };
  }
  return {
    min: Math.min(...statistics.min),
    max: Math.max(...statistics.max),
    of: many ? 'all maps' : 'here',
  };
}

interface ExportsProps {
  readonly layerId: string;
  readonly label: string;
  /** The chosen one; `null` exports the statistics of all. */
  readonly map: number | null;
  readonly statistics: MapStatistics | null;
}

function Exports({ layerId, label, map, statistics }: ExportsProps) {
  const saveSheet = async () => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-tile-grid] canvas');
    if (canvas === null) throw new Error('There is nothing drawn yet.');
    await saveCanvas(`${label} feature maps.png`, canvas);
  };
  const saveNumbers = async () => {
    if (map !== null) {
      const { shape, values } = await inspect('featureMaps', { layerId });
      const [height = 0, width = 0, maps = 1] = shape;
      const rows = Array.from({ length: height }, (_row, row) =>
        Array.from({ length: width }, (_cell, column) => values[(row * width + column) * maps + map] ?? NaN),
      );
      saveText(`${label} feature map ${map + 1}.csv`, 'text/csv', csvOf(rows));
      return;
    }
    if (statistics === null) throw new Error('The numbers are not there yet.');
    const { min, max, mean, activation, variance } = statistics;
    const rows = Array.from(min.keys(), (at) => [
      at + 1,
      ...[min, max, mean, activation, variance].map((each) => each[at] ?? NaN),
      isDead(statistics, at) ? 'yes' : 'no',
    ]);
    const head = ['map', 'min', 'max', 'mean', 'mean magnitude', 'variance', 'dead'];
    saveText(`${label} feature maps.csv`, 'text/csv', csvOf([head, ...rows]));
  };
  return (
    <ExportButtons
      of={
        map === null ? `the feature maps of ${label}` : `map ${map + 1} of ${label} (CSV) and the sheet (PNG)`
      }
      formats={[
        { name: 'PNG', save: saveSheet },
        { name: 'CSV', save: saveNumbers },
      ]}
    />
  );
}
