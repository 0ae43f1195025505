import { useState } from 'react';
import { useInspection } from '../../../state/inspection';
import { formatValue } from '../../training/format';
import { Button } from '../../shared/Button';
import { ExportButtons } from '../../shared/ExportButtons';
import { NumberField } from '../../shared/NumberField';
import type { LayerViewProps } from '../inspectorTabs';
import styles from './FiltersView.module.css';
import { InputPicture, savePictures } from './InputPicture';
import { MapField, useChosenMap } from './MapField';
import { useVisualization } from './useVisualization';

/** Makes a picture, from noise, that raises a map as far as it goes. */
export function LooksForView({ layer }: LayerViewProps) {
  const map = useChosenMap(layer);
  return (
    <>
      <MapField layer={layer} />
      <Made key={map} layer={layer} map={map} />
      <p className={styles.note}>
        Gradient ascent on the pixels, with jitter (Olah et al. 2017), decay and blur (Yosinski et al. 2015).
        The weights stay as they are; the same seed makes the same picture.
      </p>
    </>
  );
}

function Made({ layer, map }: LayerViewProps & { readonly map: number }) {
  const now = useInspection((state) => state.step);
  const [seed, setSeed] = useState(1);
  const [steps, setSteps] = useState(128);
  const { shown, running, problem, begin, stop } = useVisualization();
  const name = `${layer.label} ${layer.outputShape?.length === 1 ? 'unit' : 'map'} ${map + 1}`;
  return (
    <>
      <div className={styles.controls}>
        <NumberField label="Noise seed" integer min={0} max={999999} value={seed} onChange={setSeed} />
        <NumberField label="Steps" integer min={8} max={1024} value={steps} onChange={setSteps} />
      </div>
      <div className={styles.controls}>
        {running ? (
          <Button size="small" onClick={stop}>
            Cancel
          </Button>
        ) : (
          <Button size="small" onClick={() => begin({ layerId: layer.id, map, seed }, steps)}>
            {shown === null ? 'Make the picture' : 'Again'}
          </Button>
        )}
      </div>
      {problem !== null && <p className={styles.note}>{problem}</p>}
      {shown === null && problem === null && (
        <p className={styles.note}>From noise, step by step, a picture that {name} answers to most.</p>
      )}
      {shown !== null && (
        <>
          <div
            role="img"
            aria-label={`What ${name} looks for, after ${shown.picture.step} steps`}
            className={styles.made}
          >
            <InputPicture picture={shown.picture} />
          </div>
          <p className={styles.note} aria-live="polite">
            {shown.picture.dead
              ? `No noise woke ${name}: it is flat around all that were tried, so nothing says which way to go. It looks dead.`
              : `Step ${shown.picture.step}: the mean of ${name} rose from ${formatValue(shown.startActivation)} on the noise to ${formatValue(shown.picture.activation)}.`}
            {shown.trainingStep !== now && ` As of step ${shown.trainingStep} of training.`}
          </p>
          <ExportButtons
            of={`what ${name} looks for`}
            formats={[
              {
                name: 'PNG',
                save: () => savePictures(`${name} looks for.png`, [{ picture: shown.picture }]),
              },
            ]}
          />
        </>
      )}
    </>
  );
}
