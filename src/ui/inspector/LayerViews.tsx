import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { ViewContent, ViewSettings } from '../../engine/protocol';
import type { LayerView } from '../../network/layerType';
import { useInspection } from '../../state/inspection';
import { useNetworkBuild } from '../../state/networkBuild';
import { LargeNetworkNotice } from '../training/LargeNetworkNotice';
import { ColourLegend } from './ColourLegend';
import styles from './LayerViews.module.css';
import { TileGrid } from './TileGrid';
import type { InspectedLayer } from './useInspectedLayer';
import { useTileInfo } from './useTileInfo';
import { ViewControls } from './ViewControls';

interface LayerViewsProps {
  readonly layer: InspectedLayer;
}

type TileView = Exclude<LayerView, 'probabilities'>;

const viewNames: Readonly<Record<TileView, string>> = {
  featureMaps: 'Feature maps',
  filters: 'Filters',
  poolingWinners: 'Winning cells',
};

/** What a layer can show, one view at a time. Probabilities are not among them: the prediction stands above them all. */
export function LayerViews({ layer }: LayerViewsProps) {
  const id = useId();
  const views = layer.views.filter((view): view is TileView => view !== 'probabilities');
  const [chosen, setChosen] = useState<TileView>('featureMaps');
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = views[(views.indexOf(chosen) + step + views.length) % views.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    setChosen(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  const [only] = views;
  // Nothing to choose from: a heading, which for a vector or the picture itself does not speak of maps.
  if (views.length === 1 && only !== undefined) {
    const name = layer.isPicture
      ? 'Picture'
      : layer.outputShape?.length === 1
        ? 'Activations'
        : viewNames[only];
    return (
      <div className={styles.panel}>
        <h3 className={styles.heading}>{name}</h3>
        <View view={only} layer={layer} />
      </div>
    );
  }
  return (
    <>
      <div
        role="tablist"
        aria-label={`Views of ${layer.label}`}
        className={styles.tabs}
        onKeyDown={onKeyDown}
      >
        {views.map((view) => (
          <button
            key={view}
            id={`${id}-${view}`}
            type="button"
            role="tab"
            aria-selected={view === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={view === chosen ? 0 : -1}
            className={styles.tab}
            onClick={() => setChosen(view)}
          >
            {viewNames[view]}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${chosen}`} className={styles.panel}>
        <View key={chosen} view={chosen} layer={layer} />
      </div>
    </>
  );
}

/** One view with its controls and legend. */
function View({ view, layer }: LayerViewsProps & { readonly view: TileView }) {
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
