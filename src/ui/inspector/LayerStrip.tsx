import type { TileInfo } from '../../engine/protocol/tiles';
import { labels } from '../../network/graph';
import { useInspection } from '../../state/inspection';
import { useInference, useNetwork } from '../../state/network';
import { useTheme } from '../../state/theme';
import { useInteraction } from '../builder/canvas/interaction';
import { inspectLayer } from '../builder/layerEdits';
import { countOf } from '../shared/format';
import { useElementWidth } from '../shared/useElementWidth';
import { EngineCanvas } from './EngineCanvas';
import styles from './LayerStrip.module.css';
import { PredictionStrip } from './PredictionStrip';
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
 * What a layer sees now, small, on its card: as many of its feature maps as fit, and on the last card the prediction.
 * Nothing while there is no picture or no working network. Choosing it opens the inspector.
 */
export function LayerStrip({ layerId }: LayerStripProps) {
  const { valid, order } = useInference();
  const hasProbe = useInspection((state) => state.probe !== null);
  if (!valid || !hasProbe) return null;
  return layerId === order.at(-1) ? <LastStrip layerId={layerId} /> : <Strip layerId={layerId} />;
}

/** Apart from the others, so that only this card is drawn anew with every prediction. */
function LastStrip({ layerId }: LayerStripProps) {
  const label = useNetwork((state) => labels(state.network).get(layerId)) ?? 'Layer';
  const prediction = useInspection((state) => state.prediction);
  if (prediction === null) return <Strip layerId={layerId} />;
  return <PredictionStrip layerId={layerId} label={label} prediction={prediction} />;
}

function Strip({ layerId }: LayerStripProps) {
  const { ref, widthPx } = useElementWidth<HTMLDivElement>();
  const onScreen = useOnScreen(ref);
  const far = useInteraction((state) => state.far);
  // What nobody sees asks nothing.
  const info = useTileInfo(onScreen && !far ? { kind: 'featureMaps', layerId } : null);
  return (
    <div ref={ref} className={styles.strip}>
      {info !== null && widthPx > 0 && <Tiles layerId={layerId} info={info} widthPx={widthPx} />}
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
      title="Orange is positive, blue negative; every map has a colour scale of its own"
      onClick={() => inspectLayer(layerId)}
    >
      <EngineCanvas
        density={density}
        settings={{
          content: { kind: 'featureMaps', layerId },
          layout: viewLayout(geometry, { firstRow: 0, rows: 1 }, geometry.columns),
          theme,
          // With one scale for all, a few strong maps leave the others, and deep layers as a whole, looking empty.
          range: 'each',
        }}
      />
      {more > 0 && <span className={styles.more}>+{more} more</span>}
    </button>
  );
}
