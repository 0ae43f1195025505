import { useState } from 'react';
import type { ViewContent, ViewSettings } from '../../engine/protocol';
import { useInspection } from '../../state/inspection';
import { useNetworkBuild } from '../../state/networkBuild';
import { LargeNetworkNotice } from '../training/LargeNetworkNotice';
import { ColourLegend } from './ColourLegend';
import styles from './TileView.module.css';
import { TileGrid } from './TileGrid';
import type { InspectedLayer } from './useInspectedLayer';
import { useTileInfo } from './useTileInfo';
import { ViewControls } from './ViewControls';

interface TileViewProps {
  readonly layer: InspectedLayer;
  readonly view: ViewContent['kind'];
}

/** A grid of tiles that the engine draws, with its controls and legend. */
export function TileView({ view, layer }: TileViewProps) {
  const hasProbe = useInspection((state) => state.probe !== null);
  const waiting = useNetworkBuild((build) => build.state === 'waiting');
  const [inputChannel, setInputChannel] = useState<number | null>(null);
  const [sidePx, setSidePx] = useState(view === 'filters' ? 64 : 112);
  const [range, setRange] = useState<ViewSettings['range']>('each');
  const content: ViewContent =
    view === 'filters' ? { kind: view, layerId: layer.id, inputChannel } : { kind: view, layerId: layer.id };
  const info = useTileInfo(content);
  if (view !== 'filters' && !hasProbe) {
    return (
      <p className={styles.empty}>
        Add images, or choose a picture above, to see what this layer makes of it.
      </p>
    );
  }
  if (info === null && waiting) return <LargeNetworkNotice />;
  if (info === null) return <p className={styles.empty}>The network is being built…</p>;
  const inColour = view === 'filters' && inputChannel === null && info.inputChannels === 3;
  const units =
    view === 'featureMaps' && layer.outputShape?.length === 1 ? (layer.outputShape[0] ?? null) : null;
  return (
    <>
      <ViewControls
        view={view}
        info={info}
        inputChannel={inputChannel}
        onInputChannel={setInputChannel}
        sidePx={sidePx}
        onSide={setSidePx}
        range={range}
        onRange={setRange}
      />
      {!layer.isPicture && <ColourLegend inColour={inColour} range={range} tiles={info.tiles} view={view} />}
      <TileGrid
        content={content}
        info={info}
        layerLabel={layer.label}
        units={units}
        sidePx={sidePx}
        range={range}
      />
    </>
  );
}
