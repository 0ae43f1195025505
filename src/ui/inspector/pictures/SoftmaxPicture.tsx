import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

const scores = [0.5, 2, -0.5] as const;
const ZERO = 84;
const SCALE = 26;
const WIDTH = 22;

/** Scores become probabilities. */
export function SoftmaxPicture() {
  const powers = scores.map((score) => Math.exp(score));
  const sum = powers.reduce((total, power) => total + power, 0);
  return (
    <PictureFigure caption="Scores of any size become shares of one whole: the largest score gets the most, and all of them add up to 100 %.">
      {() => (
        <>
          <path className={styles.axis} d={`M30 ${ZERO}h106M188 118h106`} />
          {scores.map((score, index) => {
            const share = (powers[index] ?? 0) / sum;
            return (
              <g key={score}>
                <rect
                  className={styles.soft}
                  x={40 + index * 32}
                  y={ZERO - Math.max(0, score) * SCALE}
                  width={WIDTH}
                  height={Math.abs(score) * SCALE}
                />
                <text className={styles.text} x={51 + index * 32} y={score < 0 ? ZERO - 5 : ZERO + 13}>
                  {String(score).replace('-', '−')}
                </text>
                <rect
                  className={styles.solid}
                  x={198 + index * 32}
                  y={118 - share * 96}
                  width={WIDTH}
                  height={share * 96}
                />
                <text className={styles.text} x={209 + index * 32} y={112 - share * 96}>
                  {Math.round(share * 100)} %
                </text>
              </g>
            );
          })}
          <path className={styles.axis} d="M152 75h16m-5-4l5 4-5 4" />
          <text className={styles.quiet} x={83} y={143}>
            scores
          </text>
          <text className={styles.quiet} x={241} y={143}>
            probabilities
          </text>
        </>
      )}
    </PictureFigure>
  );
}
