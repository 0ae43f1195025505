import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

interface RescalePictureProps {
  readonly scale: number;
  readonly offset: number;
}

const LEFT = 40;
const WIDTH = 240;
/** What comes in, as the Input gives pixels: from 0 to 1. */
const samples = [0, 0.25, 0.5, 0.75, 1];

/** One ruler onto another: the lower one spans what comes out, and zero where it lies near. */
export function RescalePicture({ scale, offset }: RescalePictureProps) {
  const results = samples.map((value) => value * scale + offset);
  const low = Math.min(0, ...results);
  const span = Math.max(0, ...results) - low;
  const xIn = (value: number) => LEFT + value * WIDTH;
  const xOut = (value: number) => LEFT + (span === 0 ? 0.5 : (value - low) / span) * WIDTH;
  return (
    <PictureFigure
      caption={`Every value times ${short(scale)}${offset === 0 ? '' : ` plus ${short(offset)}`}: 0 becomes ${short(offset)}, 1 becomes ${short(scale + offset)}.`}
    >
      {() => (
        <>
          <path className={styles.axis} d={`M${LEFT} 36h${WIDTH}M${LEFT} 114h${WIDTH}`} />
          {samples.map((value, index) => {
            const result = results[index] ?? 0;
            return (
              <g key={value}>
                <path className={styles.line} d={`M${xIn(value)} 36L${xOut(result)} 114`} />
                <circle className={styles.solid} cx={xIn(value)} cy={36} r={3} />
                <circle className={styles.solid} cx={xOut(result)} cy={114} r={3} />
                <text className={styles.quiet} x={xIn(value)} y={24}>
                  {value}
                </text>
                <text className={styles.text} x={xOut(result)} y={132}>
                  {short(result)}
                </text>
              </g>
            );
          })}
        </>
      )}
    </PictureFigure>
  );
}

/** Three digits that count: `0.00392`, `−1`. */
function short(value: number): string {
  return String(Number(value.toPrecision(3))).replace('-', '−');
}
