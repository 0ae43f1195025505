import type { TileInfo } from '../../engine/protocol';
import { labels } from '../../network/graph';
import { useInspection } from '../../state/inspection';
import { useInference, useNetwork } from '../../state/network';
import { useTheme } from '../../state/theme';
import { inspectLayer } from '../builder/layerEdits';
import { countOf } from '../shared/format';
import { useElementWidth } from '../shared/useElementWidth';
import { EngineCanvas } from './EngineCanvas';
import styles from './LayerStrip.module.css';
import { stripGeometry, viewLayout } from './tileLayout';
import { useDensity } from './useDensity';
import { useOnScreen } from './useOnScreen';
import { useTileInfo } from './useTileInfo';

interface LayerStripProps {
  readonly layerId: string;
}

const HEIGHT_PX = 40;
/** Room for `+999 more`. */
const MORE_PX = 66;

/**
 * What a layer sees now, small, on its card: as many of its feature maps as fit. Nothing while there is no picture or
 * no working network. Choosing it opens the inspector.
 */
export function LayerStrip({ layerId }: LayerStripProps) {
  const { valid } = useInference();
  const hasProbe = useInspection((state) => state.probe !== null);
  return valid && hasProbe ? <Strip layerId={layerId} /> : null;
}

function Strip({ layerId }: LayerStripProps) {
  const { ref, widthPx } = useElementWidth<HTMLDivElement>();
  const onScreen = useOnScreen(ref);
  const info = useTileInfo({ kind: 'featureMaps', layerId });
  return (
    <div ref={ref} className={styles.strip}>
      {onScreen && info !== null && widthPx > 0 && <Tiles layerId={layerId} info={info} widthPx={widthPx} />}
    </div>
  );
}

interface TilesProps extends LayerStripProps {
  readonly info: TileInfo;
  readonly widthPx: number;
}

function Tiles({ layerId, info, widthPx }: TilesProps) {
  const label = useNetwork((state) => labels(state.network).get(layerId)) ?? 'Layer';
  const theme = useTheme((state) => state.shown);
  const density = useDensity();
  const all = stripGeometry(info, widthPx, HEIGHT_PX, density);
  const geometry =
    all.columns === info.tiles ? all : stripGeometry(info, widthPx - MORE_PX, HEIGHT_PX, density);
  const more = info.tiles - geometry.columns;
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={`Look inside ${label}: ${countOf(info.tiles, 'feature map')}`}
      onClick={() => inspectLayer(layerId)}
    >
      <EngineCanvas
        density={density}
        settings={{
          content: { kind: 'featureMaps', layerId },
          layout: viewLayout(geometry, { firstRow: 0, rows: 1 }, geometry.columns),
          theme,
          range: 'shared',
        }}
      />
      {more > 0 && <span className={styles.more}>+{more} more</span>}
    </button>
  );
}
