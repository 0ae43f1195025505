import { useRef } from 'react';
import { ExportButtons } from '../../shared/ExportButtons';
import { csvOf, saveSvg, saveText } from '../../shared/saveFile';
import { formatPercent } from '../format';
import styles from './evaluation.module.css';
import { calibration, judged } from './metrics';
import { useImagePredictions } from './useImagePredictions';

const SIDE = 200;
const RIM = 26;
const x = (share: number) => RIM + share * (SIDE - RIM - 8);
const y = (share: number) => SIDE - RIM - share * (SIDE - RIM - 8);

/** How often the network is right when it is so sure: on the diagonal its probabilities mean what they say. */
export function CalibrationPlot() {
  const { answer, problem } = useImagePredictions();
  const drawing = useRef<SVGSVGElement>(null);
  if (problem !== null) return <p className={styles.note}>{problem}</p>;
  if (answer === null) return <p className={styles.note}>Asking the network about each image…</p>;
  const { bins, expectedError } = calibration(judged(answer));
  const most = Math.max(1, ...bins.map(({ count }) => count));
  return (
    <div className={styles.view}>
      <p className={styles.note}>
        Expected calibration error {formatPercent(expectedError)}. Below the diagonal the network is surer
        than it is right.
      </p>
      <svg
        ref={drawing}
        viewBox={`0 0 ${SIDE} ${SIDE}`}
        role="img"
        aria-label={`Accuracy against confidence: ${bins
          .filter(({ count }) => count > 0)
          .map(
            ({ confidence, accuracy, count }) =>
              `${count} at ${formatPercent(confidence ?? 0)} are right in ${formatPercent(accuracy ?? 0)}`,
          )
          .join('; ')}`}
        className={styles.plot}
      >
        <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} className={styles.diagonal} />
        <path d={`M${x(0)},${y(1)}V${y(0)}H${x(1)}`} className={styles.axis} />
        {bins.map(({ from, to, count, confidence, accuracy }) =>
          accuracy === null ? null : (
            <g key={from}>
              <rect
                x={x(from) + 1}
                width={x(to) - x(from) - 2}
                y={y(accuracy)}
                height={y(0) - y(accuracy)}
                className={styles.bar}
                style={{ opacity: 0.25 + (0.75 * count) / most }}
              >
                <title>
                  {`${count} images with ${formatPercent(confidence ?? 0)} on average: ${formatPercent(accuracy)} are right`}
                </title>
              </rect>
            </g>
          ),
        )}
        {[0, 0.5, 1].map((share) => (
          <g key={share} className={styles.tick}>
            <text x={x(share)} y={SIDE - RIM + 12} textAnchor={share === 1 ? 'end' : 'middle'}>
              {share * 100} %
            </text>
            <text x={RIM - 4} y={y(share) + 3} textAnchor="end">
              {share * 100}
            </text>
          </g>
        ))}
        <text x={x(0.5)} y={SIDE - 2} textAnchor="middle" className={styles.tick}>
          confidence
        </text>
      </svg>
      <ExportButtons
        of="the calibration"
        formats={[
          {
            name: 'SVG',
            save: () => {
              if (drawing.current !== null) saveSvg('calibration.svg', drawing.current);
            },
          },
          {
            name: 'CSV',
            save: () =>
              saveText(
                'calibration.csv',
                'text/csv',
                csvOf([
                  ['from', 'to', 'images', 'mean confidence', 'accuracy'],
                  ...bins.map(({ from, to, count, confidence, accuracy }) => [
                    from,
                    to,
                    count,
                    confidence ?? '',
                    accuracy ?? '',
                  ]),
                ]),
              ),
          },
        ]}
      />
    </div>
  );
}
