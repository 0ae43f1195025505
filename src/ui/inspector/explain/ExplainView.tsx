import { useState } from 'react';
import { useInspection } from '../../../state/inspection';
import { useLooking } from '../../../state/looking';
import { useInference } from '../../../state/network';
import { formatPercent } from '../../training/format';
import { SelectField } from '../../shared/SelectField';
import type { LayerViewProps } from '../inspectorTabs';
import { useInspected } from '../useInspected';
import { ExplanationFigure } from './ExplanationFigure';
import styles from './ExplainView.module.css';
import { OcclusionFigure } from './OcclusionFigure';
import { useLayerWithMaps } from './useLayerWithMaps';

/** Which part of the picture speaks for a class: by the layer's maps, by the pixels, and by hiding parts. */
export function ExplainView({ layer }: LayerViewProps) {
  const hasProbe = useInspection((state) => state.probe !== null);
  const prediction = useInspection((state) => state.prediction);
  const classIndex = useLooking((state) => state.classIndex);
  const { setClass } = useLooking.getState();
  const { valid } = useInference();
  const [opacity, setOpacity] = useState(0.65);
  const maps = useLayerWithMaps(layer.id);
  const asks = hasProbe && valid;
  const cam = useInspected('gradCam', asks && maps !== null ? { layerId: maps.id, classIndex } : null);
  const saliency = useInspected('saliency', asks ? { classIndex } : null);
  if (!hasProbe) {
    return (
      <p className={styles.note}>
        Add images, or choose a picture above, to see why the network decides as it does.
      </p>
    );
  }
  const classNames = prediction?.classNames ?? [];
  const chosen = classIndex !== null && classIndex < classNames.length ? classIndex : null;
  const shown = saliency.answer;
  const problem = cam.problem ?? saliency.problem;
  if (problem !== null) return <p className={styles.note}>{problem}</p>;
  const common = { opacity, className: shown?.className ?? '' };
  return (
    <div className={styles.view}>
      <div className={styles.controls}>
        <SelectField
          label="Class"
          value={chosen === null ? 'likeliest' : String(chosen)}
          options={[
            { value: 'likeliest', label: 'The likeliest' },
            ...classNames.map((name, index) => ({
              value: String(index),
              label: `${name} (${formatPercent(prediction?.probabilities[index] ?? 0)})`,
            })),
          ]}
          onChange={(value) => setClass(value === 'likeliest' ? null : Number(value))}
        />
        <label className={styles.opacity}>
          Over the picture
          <input
            type="range"
            min={0}
            max={1}
            step={0.05}
            value={opacity}
            onChange={(event) => setOpacity(Number(event.target.value))}
          />
        </label>
      </div>
      {shown !== null && (
        <p className={styles.note}>
          What speaks for <strong>{shown.className}</strong>, to which the network gives{' '}
          {formatPercent(shown.probability)}.
        </p>
      )}
      <div className={styles.figures}>
        {cam.answer !== null && maps !== null && (
          <ExplanationFigure
            {...common}
            name="Grad-CAM"
            height={cam.answer.height}
            width={cam.answer.width}
            values={cam.answer.values}
            about={`Where the maps of ${maps.label} speak for the class.`}
          />
        )}
        {shown !== null && (
          <ExplanationFigure
            {...common}
            name="Saliency"
            height={shown.height}
            width={shown.width}
            values={shown.values}
            about="Gradient × input of each pixel: orange speaks for the class, blue against it."
          />
        )}
        <OcclusionFigure opacity={opacity} classIndex={chosen} />
      </div>
    </div>
  );
}
