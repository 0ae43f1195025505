import { useMemo } from 'react';
import { diagnose } from '../../../engine/protocol/diagnosis/diagnose';
import type { Health, LayerHealth } from '../../../engine/protocol/health';
import { labels } from '../../../network/graph';
import { useDataset } from '../../../state/dataset';
import { examined } from '../../../state/health';
import { useNetwork } from '../../../state/network';
import { useRanNetwork } from '../../../state/ranNetwork';
import { useTraining } from '../../../state/training';
import { countOf } from '../../shared/format';
import { LearningRateFinder } from '../../training/LearningRateFinder';
import type { LayerViewProps } from '../inspectorTabs';
import { EmptyFigure } from './EmptyFigure';
import { Findings } from './Findings';
import styles from './HealthView.module.css';
import { LayerTable } from './LayerTable';
import { RidgePlot } from './RidgePlot';
import { ridgesOf, type Quantity } from './ridges';
import { UpdateChart } from './UpdateChart';
import { useHealth } from './useHealth';

/** How training goes inside: what is wrong, the chosen layer over time, and all layers side by side. */
export function HealthView({ layer }: LayerViewProps) {
  const { health, problem } = useHealth(layer.id);
  const network = useNetwork((state) => state.network);
  const findings = useFindings(health);
  if (problem !== null) return <p className={styles.note}>{problem}</p>;
  if (health === null || findings === null) return <p className={styles.note}>Looking at every layer…</p>;
  const names = labels(network);
  const nameOf = (id: string): string => names.get(id) ?? id;
  const marked = new Set(
    findings.filter(({ severity }) => severity !== 'good').flatMap(({ layerIds }) => layerIds),
  );
  const own = health.layers.find(({ layerId }) => layerId === layer.id);
  return (
    <div className={styles.view}>
      <p className={styles.note}>{aboutText(health)}</p>
      <Findings findings={findings} />
      {own !== undefined && <LayerPlots health={health} own={own} label={layer.label} />}
      <section className={styles.part} aria-label="How far steps go">
        {health.series.some(({ updateRatio }) => updateRatio.some((ratio) => ratio > 0)) ? (
          <UpdateChart health={health} chosen={layer.id} nameOf={nameOf} />
        ) : (
          <EmptyFigure
            title="Update ratio"
            reason="How far a step moves the weights appears here when training runs with this view open."
          />
        )}
        <p className={styles.note}>
          ‖Δw‖ / ‖w‖: how far one step moved a layer&rsquo;s weights, against their size. Around 0.001, the
          dashed line, is usual.{own?.weights != null && ` ${layer.label} is drawn strong.`}
        </p>
      </section>
      <LayerTable health={health} chosen={layer.id} nameOf={nameOf} marked={marked} />
      <LearningRateFinder />
    </div>
  );
}

function useFindings(health: Health | null) {
  const network = useNetwork((state) => state.network);
  const ranNetwork = useRanNetwork((state) => state.network);
  const history = useTraining((state) => state.history);
  const ranWith = useTraining((state) => state.ranWith);
  const settings = useTraining((state) => state.settings);
  const classes = useDataset((state) => state.summary?.classes.length ?? 0);
  return useMemo(() => {
    if (health === null) return null;
    return diagnose(examined(health, network, { history, ranWith, ranNetwork }, settings, classes));
  }, [health, network, ranNetwork, history, ranWith, settings, classes]);
}

const plots: readonly { readonly quantity: Quantity; readonly title: string; readonly empty: string }[] = [
  { quantity: 'weights', title: 'Weights', empty: 'There are none that training changes.' },
  {
    quantity: 'gradients',
    title: 'Gradients',
    empty: 'Gradients appear here when training runs with this view open.',
  },
  {
    quantity: 'activations',
    title: 'Activations',
    empty: 'Add images, or choose a picture above, to see activations.',
  },
];

/** The layer's histograms over time; before there is a run, as they are. */
function LayerPlots({
  health,
  own,
  label,
}: {
  readonly health: Health;
  readonly own: LayerHealth;
  readonly label: string;
}) {
  const isOwn = health.chosen[0]?.layerId === own.layerId;
  // Where training stands, the layer as it is now is newer than the last sample.
  const isNewer = !isOwn || health.step !== health.sampledStep;
  const samples = [...(isOwn ? health.chosen : []), ...(isNewer ? [own] : [])];
  const steps = [...(isOwn ? health.steps : []), ...(isNewer ? [health.step] : [])];
  const hasWeights = own.weights !== null;
  const shown = plots.filter(({ quantity }) => hasWeights || quantity === 'activations');
  return (
    <section className={styles.part} aria-label={`${label} over time`}>
      <h3>{label} over time</h3>
      <div className={styles.plots}>
        {shown.map(({ quantity, title, empty }) => {
          // Of gradients there are none but those of samples.
          const of = quantity === 'gradients' && isNewer ? samples.slice(0, -1) : samples;
          const [first, ...others] = ridgesOf(of, steps, quantity);
          return first === undefined ? (
            <EmptyFigure key={quantity} title={title} reason={empty} />
          ) : (
            <RidgePlot key={quantity} title={title} layerLabel={label} ridges={[first, ...others]} />
          );
        })}
      </div>
      <p className={styles.note}>
        {!hasWeights && `${label} has no weights that training changes: it has activations alone. `}
        Each ridge is the histogram of one step, the newest in front: how many numbers lie where. Heights are
        the root of the count, each ridge&rsquo;s own, so that few are to be seen beside many; the outermost
        bins hold what lies beyond.
      </p>
    </section>
  );
}

/** `Step 120; gradients and updates of step 118; activations of 32 training pictures.` */
function aboutText({ step, sampledStep, pictures }: Health): string {
  const of =
    pictures === 0 ? 'no pictures to take activations of' : `activations of ${countOf(pictures, 'picture')}`;
  const sampled =
    sampledStep === null || sampledStep === step ? '' : `; gradients and updates of step ${sampledStep}`;
  return `${step === 0 ? 'Before the first step' : `At step ${step}`}${sampled}; ${of}.`;
}
