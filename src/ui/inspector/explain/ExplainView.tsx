import { useState } from 'react';
import type { Explained } from '../../../engine/protocol/explanation';
import { useInspection } from '../../../state/inspection';
import { useLooking } from '../../../state/looking';
import { useInference } from '../../../state/network';
import { formatPercent } from '../../training/format';
import type { LayerViewProps } from '../inspectorTabs';
import { useInspected } from '../useInspected';
import { ExplainControls } from './ExplainControls';
import { ExplanationFigure, type ClassMap } from './ExplanationFigure';
import styles from './ExplainView.module.css';
import { OcclusionFigure } from './OcclusionFigure';
import { useLayerWithMaps } from './useLayerWithMaps';

/** Which part of the picture speaks for a class: by the layer's maps, by the pixels, and by hiding parts. */
export function ExplainView({ layer }: LayerViewProps) {
  const hasProbe = useInspection((state) => state.probe !== null);
  const classes = useInspection((state) => state.prediction?.classNames.length ?? 0);
  const classIndex = useLooking((state) => state.classIndex);
  const { valid } = useInference();
  const [opacity, setOpacity] = useState(0.65);
  const against = useLooking((state) => state.otherClassIndex);
  const maps = useLayerWithMaps(layer.id);
  const asks = hasProbe && valid;
  const chosen = classIndex !== null && classIndex < classes ? classIndex : null;
  const other = against !== null && against < classes && against !== chosen ? against : null;
  const cam = useInspected(
    'gradCam',
    asks && maps !== null ? { layerId: maps.id, classIndex: chosen } : null,
  );
  const saliency = useInspected('saliency', asks ? { classIndex: chosen } : null);
  const comparing = asks && other !== null;
  const otherCam = useInspected(
    'gradCam',
    comparing && maps !== null ? { layerId: maps.id, classIndex: other } : null,
  );
  const otherSaliency = useInspected('saliency', comparing ? { classIndex: other } : null);
  if (!hasProbe) {
    return (
      <p className={styles.note}>
        Add images, or choose a picture above, to see why the network decides as it does.
      </p>
    );
  }
  const questions = [cam, saliency, otherCam, otherSaliency];
  const problem = questions.find((question) => question.problem !== null)?.problem;
  if (problem != null) return <p className={styles.note}>{problem}</p>;
  const shown = saliency.answer;
  // The likeliest may have become the one that it is compared with.
  const compared = other !== null && other !== shown?.classIndex;
  // One of the two may still be that of the layer before.
  const beside = (own: Explained & ClassMap, others: (Explained & ClassMap) | null) =>
    compared && others !== null && others.values.length === own.values.length ? [own, others] : [own];
  return (
    <div className={styles.view}>
      <ExplainControls
        chosen={chosen}
        asked={shown?.classIndex ?? chosen}
        against={compared ? other : null}
        opacity={opacity}
        onOpacity={setOpacity}
      />
      {shown !== null && (
        <p className={styles.note}>
          What speaks for <strong>{shown.className}</strong>, to which the network gives{' '}
          {formatPercent(shown.probability)}
          {compared && otherSaliency.answer !== null && (
            <>
              ; beside it, for <strong>{otherSaliency.answer.className}</strong>, to which it gives{' '}
              {formatPercent(otherSaliency.answer.probability)}
            </>
          )}
          .
        </p>
      )}
      <div className={styles.figures} data-compared={compared}>
        {cam.answer !== null && maps !== null && (
          <ExplanationFigure
            name="Grad-CAM"
            height={cam.answer.height}
            width={cam.answer.width}
            maps={beside(cam.answer, otherCam.answer)}
            opacity={opacity}
            about={`Where the maps of ${maps.label} speak for the class.`}
          />
        )}
        {shown !== null && (
          <ExplanationFigure
            name="Saliency"
            height={shown.height}
            width={shown.width}
            maps={beside(shown, otherSaliency.answer)}
            opacity={opacity}
            about="Gradient × input of each pixel: orange speaks for the class, blue against it."
          />
        )}
        <OcclusionFigure opacity={opacity} classes={compared ? [chosen, other] : [chosen]} />
      </div>
    </div>
  );
}
