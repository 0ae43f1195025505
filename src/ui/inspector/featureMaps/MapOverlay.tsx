import { useId, useState } from 'react';
import type { TileInfo } from '../../../engine/protocol/tiles';
import { layerType } from '../../../network/layers';
import { useNetwork } from '../../../state/network';
import { useTheme } from '../../../state/theme';
import { Toggle } from '../../shared/Toggle';
import { EngineCanvas } from '../EngineCanvas';
import { useTileInfo } from '../useTileInfo';
import styles from './MapOverlay.module.css';

interface MapOverlayProps {
  readonly layerId: string;
  readonly layerLabel: string;
  readonly info: TileInfo;
  readonly map: number;
}

/** A map over the picture as the network sees it; both are drawn by the engine, a pixel a cell, and enlarged by the page. */
export function MapOverlay({ layerId, layerLabel, info, map }: MapOverlayProps) {
  const inputId = useNetwork(
    ({ network }) => network.nodes.find(({ type }) => layerType(type).family === 'input')?.id,
  );
  const picture = useTileInfo({ kind: 'featureMaps', layerId: inputId ?? layerId });
  const [opacity, setOpacity] = useState(0.6);
  const [smooth, setSmooth] = useState(true);
  const id = useId();
  if (inputId === undefined || picture === null) return null;
  return (
    <figure className={styles.figure}>
      <div
        role="img"
        aria-label={`${layerLabel} feature map ${map + 1} over the picture`}
        className={styles.stack}
        style={{ aspectRatio: `${picture.width} / ${picture.height}` }}
      >
        <Layer layerId={inputId} info={picture} map={0} />
        <div className={smooth ? styles.smooth : styles.over} style={{ opacity }}>
          <Layer layerId={layerId} info={info} map={map} />
        </div>
      </div>
      <figcaption className={styles.controls}>
        <span>
          Map {map + 1} of {layerLabel} over the picture
        </span>
        <label htmlFor={id}>Opacity</label>
        <input
          id={id}
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={opacity}
          aria-valuetext={`${Math.round(opacity * 100)} %`}
          onChange={(event) => setOpacity(Number(event.target.value))}
        />
        <Toggle label="Smooth" checked={smooth} onChange={setSmooth} />
      </figcaption>
    </figure>
  );
}

function Layer({ layerId, info, map }: { layerId: string; info: TileInfo; map: number }) {
  const theme = useTheme((state) => state.shown);
  const { width, height } = info;
  const layout = {
    canvasWidth: width,
    canvasHeight: height,
    columns: 1,
    tileWidth: width,
    tileHeight: height,
    gap: 0,
    first: 0,
    count: 1,
  };
  return (
    <div className={styles.layer}>
      <EngineCanvas
        density={1}
        settings={{ content: { kind: 'featureMaps', layerId }, layout, theme, range: 'each', order: [map] }}
      />
    </div>
  );
}
