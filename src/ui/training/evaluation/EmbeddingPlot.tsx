import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Pixels } from '../../../engine/protocol';
import type { Embedding } from '../../../engine/protocol/results';
import { labels } from '../../../network/graph';
import { reportFailure } from '../../../state/engine';
import { loadThumbnails, useInspection } from '../../../state/inspection';
import { useNetwork } from '../../../state/network';
import { useTraining } from '../../../state/training';
import { useInspected } from '../../inspector/useInspected';
import { ExportButtons } from '../../shared/ExportButtons';
import { PixelCanvas } from '../../shared/PixelCanvas';
import { csvOf, saveSvg, saveText } from '../../shared/saveFile';
import { formatPercent } from '../format';
import styles from './evaluation.module.css';
import { nearestInDirection, type Direction } from './nearestInDirection';

const SIDE = 280;
const RIM = 12;
const MOST = 600;
const THUMBNAIL_PX = 96;

/** The images as points: near each other where the network, before its last layer, makes nearly the same of them. */
export function EmbeddingPlot() {
  const result = useTraining((state) => state.evaluation);
  const classNames = result?.classNames ?? [];
  const names = labels(useNetwork((state) => state.network));
  const asked = result === null ? null : { split: result.split, most: MOST, method: 'pca' as const, seed: 0 };
  const { answer, problem } = useInspected('embedding', asked, {
    live: false,
    since: result?.epoch ?? 0,
  });
  const [looked, setLooked] = useState<number | null>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const { chooseProbe } = useInspection.getState();
  if (problem !== null) return <p className={styles.note}>{problem}</p>;
  if (answer === null) return <p className={styles.note}>Asking the network about each image…</p>;
  const places = placesOf(answer);
  const choose = (index: number) => {
    const imageId = answer.ids[index];
    if (imageId !== undefined) void chooseProbe({ kind: 'dataset', imageId });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && looked !== null) choose(looked);
    const direction = directions[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    setLooked((from) => nearestInDirection(places, from ?? 0, direction));
  };
  const sentence = (index: number) => {
    const [truth, predicted] = [answer.labels[index] ?? -1, answer.predicted[index] ?? -1];
    const right = truth === predicted ? 'told right' : `taken for ${classNames[predicted] ?? '?'}`;
    return `${classNames[truth] ?? '?'}, ${right}`;
  };
  return (
    <div className={styles.view}>
      <p className={styles.note}>
        {answer.ids.length} images by what {names.get(answer.layerId) ?? 'the layer before the last'} makes of
        them, along its two main directions ({(answer.explained ?? []).map(formatPercent).join(' and ')} of the
        variance). Ringed: told wrong.
      </p>
      <div
        className={styles.embedding}
        role="application"
        aria-roledescription="scatter plot"
        aria-label={`Embedding: ${looked === null ? 'arrow keys go from image to image' : sentence(looked)}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <svg ref={drawing} viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden="true" className={styles.plot}>
          {places.map(([cx, cy], index) => (
            <circle
              key={answer.ids[index]}
              cx={cx}
              cy={cy}
              r={looked === index ? 6 : 3.5}
              style={{ fill: classColour(answer.labels[index] ?? 0, classNames.length) }}
              className={styles.point}
              data-wrong={answer.labels[index] !== answer.predicted[index]}
              onPointerEnter={() => setLooked(index)}
              onClick={() => choose(index)}
            />
          ))}
        </svg>
        {looked !== null && answer.ids[looked] !== undefined && (
          <LookedAt id={answer.ids[looked]} text={sentence(looked)} />
        )}
      </div>
      <ul className={styles.legend} aria-label="Classes">
        {classNames.slice(0, 12).map((name, index) => (
          <li key={name}>
            <span style={{ background: classColour(index, classNames.length) }} aria-hidden="true" /> {name}
          </li>
        ))}
      </ul>
      <ExportButtons
        of="the embedding"
        formats={[
          {
            name: 'SVG',
            save: () => {
              if (drawing.current !== null) saveSvg('embedding.svg', drawing.current);
            },
          },
          {
            name: 'CSV',
            save: () =>
              saveText(
                'embedding.csv',
                'text/csv',
                csvOf([
                  ['image', 'true class', 'predicted class', 'first', 'second'],
                  ...answer.ids.map((id, index) => [
                    id,
                    classNames[answer.labels[index] ?? -1] ?? '',
                    classNames[answer.predicted[index] ?? -1] ?? '',
                    answer.points[index * 2] ?? '',
                    answer.points[index * 2 + 1] ?? '',
                  ]),
                ]),
              ),
          },
        ]}
      />
    </div>
  );
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** The picture of a point. */
function LookedAt({ id, text }: { readonly id: number; readonly text: string }) {
  const [loaded, setLoaded] = useState<{ readonly id: number; readonly pixels: Pixels } | null>(null);
  useEffect(() => {
    let current = true;
    loadThumbnails([id], THUMBNAIL_PX)
      .then((pixels) => {
        if (current) setLoaded({ id, pixels });
      })
      .catch(reportFailure('Showing an image'));
    return () => {
      current = false;
    };
  }, [id]);
  return (
    <div className={styles.looked}>
      {loaded?.id === id && (
        <PixelCanvas pixels={loaded.pixels} x={0} width={loaded.pixels.width} className={styles.picture} />
      )}
      {text}
    </div>
  );
}

/** Points in the drawing's units, both axes on one scale. */
function placesOf({ points, ids }: Embedding): readonly (readonly [number, number])[] {
  const most = points.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
  const place = (value = 0) => SIDE / 2 + (value / most) * (SIDE / 2 - RIM);
  return ids.map((_, index) => [place(points[index * 2]), SIDE - place(points[index * 2 + 1])]);
}

/** Hues evenly apart, of equal lightness in OKLCH. */
function classColour(index: number, classes: number): string {
  return `oklch(62% 0.16 ${(250 + (index * 360) / Math.max(1, classes)) % 360})`;
}
