import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { Embedding, EmbeddingMethod } from '../../../../engine/protocol/results';
import { labels as layerLabels } from '../../../../network/graph';
import { useEvaluationView } from '../../../../state/evaluationView';
import { useInspection } from '../../../../state/inspection';
import { useNetwork } from '../../../../state/network';
import { useTraining } from '../../../../state/training';
import { ExportButtons } from '../../../shared/ExportButtons';
import { countOf } from '../../../shared/format';
import { ProgressBar } from '../../../shared/ProgressBar';
import { saveText } from '../../../shared/saveFile';
import { SegmentedControl } from '../../../shared/SegmentedControl';
import { formatPercent } from '../../format';
import { classColour, rgbOf } from './classColour';
import type { ScatterPoint, ScatterScene } from './drawScatter';
import { EmbeddingFilter } from './EmbeddingFilter';
import { embeddingCsv, embeddingSvg, saveEmbeddingPicture } from './embeddingFiles';
import styles from './EmbeddingView.module.css';
import { LookedAt } from './LookedAt';
import { ScatterPlot } from './ScatterPlot';
import { placesOf } from './scatterView';
import { useEmbedding } from './useEmbedding';
import { useThumbnails } from './useThumbnails';

const methods = [
  { value: 'pca' as const, label: 'PCA' },
  { value: 'umap' as const, label: 'UMAP' },
];
const methodNames: Readonly<Record<EmbeddingMethod, string>> = { pca: 'PCA', umap: 'UMAP' };

/** The images as points: near each other where the network, before its last layer, makes nearly the same of them. */
export function EmbeddingView() {
  const method = useEvaluationView((state) => state.method);
  const { setMethod } = useEvaluationView.getState();
  const { answer, epochs, share, problem } = useEmbedding(method);
  const trained = useTraining((state) => state.history.epochs.length);
  const switcher = (
    <SegmentedControl label="Laid out by" value={method} options={methods} onChange={setMethod} />
  );
  const atWork = method === 'umap' ? 'Laying out the images' : 'Asking the network about each image';
  const progress = share !== null && (
    <div className={styles.progress}>
      {atWork}…
      <ProgressBar label={atWork} value={share} max={1} valueText={`${Math.round(share * 100)} %`} />
    </div>
  );
  return (
    <div className={styles.view}>
      {problem !== null && <p className={styles.note}>{problem}</p>}
      {answer === null || problem !== null ? (
        <>
          {switcher}
          {progress}
        </>
      ) : (
        <Plotted
          // Another layout is looked at anew; the same one after an epoch is not.
          key={`${answer.method} ${answer.split}`}
          answer={answer}
          since={epochs === trained ? null : epochs}
          switcher={switcher}
          progress={progress}
        />
      )}
    </div>
  );
}

interface PlottedProps {
  readonly answer: Embedding;
  /** The epoch that it is about, where training has gone on since. */
  readonly since: number | null;
  readonly switcher: ReactNode;
  /** Of another layout on its way. */
  readonly progress: ReactNode;
}

function Plotted({ answer, since, switcher, progress }: PlottedProps) {
  const { ids, classNames, labels, predicted, method } = answer;
  const { truth, predicted: taken, mistakesOnly } = useEvaluationView((state) => state.filter);
  const source = useInspection((state) => state.source);
  const { chooseProbe } = useInspection.getState();
  const [lookedId, setLookedId] = useState<number | null>(null);
  const scene = useRef<ScatterScene | null>(null);
  const thumbnails = useThumbnails(ids);
  const points = useMemo(
    () =>
      placesOf(answer.points).map((place, index): ScatterPoint => ({
        place,
        colour: classColour(labels[index] ?? 0, classNames.length),
        wrong: labels[index] !== predicted[index],
      })),
    [answer, labels, predicted, classNames],
  );
  const shown = useMemo(
    () =>
      [...points.keys()].filter(
        (index) =>
          admits(truth, labels[index], classNames.length) &&
          admits(taken, predicted[index], classNames.length) &&
          (!mistakesOnly || points[index]?.wrong === true),
      ),
    [points, labels, predicted, classNames, truth, taken, mistakesOnly],
  );
  const indexOf = (id: number | null) => {
    const index = id === null ? -1 : ids.indexOf(id);
    return index === -1 ? null : index;
  };
  const looked = indexOf(lookedId);
  const chosen = indexOf(source?.kind === 'dataset' ? source.imageId : null);
  const legend = classNames.map((name, index) => ({ name, colour: classColour(index, classNames.length) }));
  const name = `embedding ${methodNames[method]}`;
  return (
    <>
      <EmbeddingFilter classNames={classNames} />
      <ScatterPlot
        label={`${methodNames[method]} of ${countOf(shown.length, 'image')}`}
        points={points}
        shown={shown}
        thumbnails={thumbnails}
        chosen={chosen}
        looked={looked}
        onLook={(index) => setLookedId(index === null ? null : (ids[index] ?? null))}
        onChoose={(index) => {
          const imageId = ids[index];
          if (imageId !== undefined) void chooseProbe({ kind: 'dataset', imageId });
        }}
        controls={switcher}
        over={progress}
        sceneRef={scene}
      />
      <LookedAt answer={answer} index={looked ?? chosen} />
      <ul className={styles.legend} aria-label="Classes">
        {legend.map(({ name: className, colour }) => (
          <li key={className}>
            <span style={{ background: colour }} aria-hidden="true" /> {className}
          </li>
        ))}
      </ul>
      <About answer={answer} shown={shown.length} since={since} />
      <ExportButtons
        of="the embedding"
        formats={[
          {
            name: 'PNG',
            save: () =>
              scene.current === null ? undefined : saveEmbeddingPicture(`${name}.png`, scene.current, legend),
          },
          {
            name: 'SVG',
            save: () => {
              if (scene.current === null) return;
              saveText(`${name}.svg`, 'image/svg+xml', embeddingSvg(scene.current, legend, rgbOf));
            },
          },
          { name: 'CSV', save: () => saveText(`${name}.csv`, 'text/csv', embeddingCsv(answer, shown)) },
        ]}
      />
    </>
  );
}

/** A class that there is no longer admits all. */
function admits(wanted: number | null, label: number | undefined, classes: number): boolean {
  return wanted === null || wanted >= classes || label === wanted;
}

interface AboutProps {
  readonly answer: Embedding;
  readonly shown: number;
  readonly since: number | null;
}

/** What the plot is of, and how to read it. */
function About({ answer, shown, since }: AboutProps) {
  const layer = layerLabels(useNetwork((state) => state.network)).get(answer.layerId);
  const { explained, ids, all } = answer;
  const many =
    shown < ids.length
      ? `${shown} of ${countOf(ids.length, 'image')}`
      : ids.length < all
        ? `${countOf(ids.length, 'image')}, spread over all ${all},`
        : countOf(ids.length, 'image');
  return (
    <p className={styles.note}>
      {many} by what {layer ?? 'the layer before the last'} makes of them
      {since !== null && `, as of epoch ${since}`}.{' '}
      {explained === null
        ? 'Near each other: alike to the network. How far groups lie apart says little.'
        : `The two directions in which they differ most hold ${explained.map(formatPercent).join(' and ')} of the variance.`}{' '}
      Outlined: told wrong.
    </p>
  );
}
