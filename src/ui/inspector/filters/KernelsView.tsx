import { useRef, useState } from 'react';
import type { FilterContent } from '../../../engine/protocol/filters';
import { useLooking } from '../../../state/looking';
import { useNetworkBuild } from '../../../state/networkBuild';
import { ExportButtons } from '../../shared/ExportButtons';
import { saveCanvas } from '../../shared/saveFile';
import { SelectField } from '../../shared/SelectField';
import { LargeNetworkNotice } from '../../training/LargeNetworkNotice';
import { ColourLegend } from '../ColourLegend';
import type { LayerViewProps } from '../inspectorTabs';
import { TileGrid } from '../TileGrid';
import { useInspected } from '../useInspected';
import { useTileInfo } from '../useTileInfo';
import { ChangeLine } from './ChangeLine';
import { FilterControls, type FilterLook } from './FilterControls';
import { byChange } from './filterOrder';
import styles from './FiltersView.module.css';
import { saveFilterWeights } from './saveFilterWeights';
import { useReadsColour } from './useReadsColour';

/** The weights of every filter, now, as they were drawn, and the difference. */
export function KernelsView({ layer }: LayerViewProps) {
  const waiting = useNetworkBuild((build) => build.state === 'waiting');
  const unit = useLooking((state) => state.unit);
  const readsColour = useReadsColour(layer.id);
  const [part, setPart] = useState(0);
  const [look, setLook] = useState<FilterLook>({
    moment: 'now',
    tiles: 'filters',
    inputChannel: null,
    range: 'each',
    sort: 'index',
    sidePx: 64,
  });
  const sheet = useRef<HTMLDivElement>(null);
  const { answer: changes, problem } = useInspected('filterChanges', { layerId: layer.id, part });
  const shape = changes?.parts[part] ?? null;
  const colour = readsColour && shape?.inputs === 3;
  const filter = Math.min(unit?.map ?? 0, (shape?.filters ?? 1) - 1);
  const comparable = changes?.changes != null;
  const ofInputs = look.tiles === 'inputs' && (shape?.inputs ?? 1) > 1;
  const content: FilterContent = {
    kind: 'filters',
    layerId: layer.id,
    part,
    inputChannel: colour ? look.inputChannel : (look.inputChannel ?? 0),
    ...(ofInputs ? { filter } : {}),
    ...(comparable ? { moment: look.moment } : {}),
  };
  const info = useTileInfo(content);
  if (info === null && waiting) return <LargeNetworkNotice />;
  if (problem !== null) return <p className={styles.note}>{problem}</p>;
  if (info === null || changes === null || shape === null) {
    return <p className={styles.note}>The network is being built…</p>;
  }
  const choose = (map: number) =>
    useLooking.getState().setUnit({ map, row: unit?.row ?? 0, column: unit?.column ?? 0 });
  const order =
    look.sort === 'change' && !ofInputs && changes.changes?.length === info.tiles
      ? byChange(changes.changes)
      : null;
  return (
    <>
      {changes.parts.length > 1 && (
        <SelectField
          label="Part"
          value={String(part)}
          options={changes.parts.map((each, index) => ({
            value: String(index),
            label: `${each.name ?? ''} ${each.height} × ${each.width}`,
          }))}
          onChange={(value) => setPart(Number(value))}
        />
      )}
      <FilterControls
        look={look}
        onLook={(change) => setLook((last) => ({ ...last, ...change }))}
        inputs={shape.inputs}
        filters={shape.filters}
        colour={colour}
        filter={filter}
        onFilter={choose}
        comparable={comparable}
      />
      <ChangeLine changes={changes} filter={filter} />
      <ColourLegend
        inColour={colour && !ofInputs && look.inputChannel === null}
        range={look.range}
        tiles={info.tiles}
        view="filters"
      />
      <div ref={sheet}>
        <TileGrid
          content={content}
          info={info}
          layerLabel={layer.label}
          units={null}
          sidePx={look.sidePx}
          range={look.range}
          {...(order === null ? {} : { order })}
          onChoose={({ tile }) => {
            if (!ofInputs) choose(tile);
          }}
        />
      </div>
      <ExportButtons
        of={`the filters (PNG) and filter ${filter + 1} (CSV) of ${layer.label}`}
        formats={[
          {
            name: 'PNG',
            save: async () => {
              const canvas = sheet.current?.querySelector('canvas');
              if (canvas == null) throw new Error('There is nothing drawn yet.');
              await saveCanvas(`${layer.label} filters.png`, canvas);
            },
          },
          {
            name: 'CSV',
            save: () =>
              saveFilterWeights(`${layer.label} filter ${filter + 1}.csv`, {
                layerId: layer.id,
                part,
                filter,
              }),
          },
        ]}
      />
    </>
  );
}
