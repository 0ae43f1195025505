import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

type Over = 'batch' | 'image' | 'neighbours';

const IMAGES = 3;
const CHANNELS = 5;
/** Cells along each side of the little maps. */
const SIDE = 3;
const CELL = 8;
const STEP = 30;

const about: Readonly<Record<Over, { readonly steps: number; readonly caption: string }>> = {
  batch: {
    steps: CHANNELS,
    caption:
      'Rows are images, columns are channels. All values of one channel over the whole batch are brought to mean 0 and spread 1, then scaled and shifted by two learned numbers.',
  },
  image: {
    steps: SIDE * SIDE,
    caption:
      'Rows are images, columns are channels. The channels of one cell are brought to mean 0 and spread 1, each image by itself, then scaled and shifted by learned numbers.',
  },
  neighbours: {
    steps: CHANNELS,
    caption:
      'Rows are images, columns are channels. Each value is divided by a measure of its own and the neighbouring channels’ strength in the same cell: the strong quiet the weak.',
  },
};

/** Which values are brought to one scale together, and what becomes of them. */
export function NormalizePicture({ over }: { readonly over: Over }) {
  const { steps, caption } = about[over];
  return (
    <PictureFigure caption={caption} steps={steps} restsAt={2}>
      {(step) => (
        <>
          {Array.from({ length: IMAGES * CHANNELS * SIDE * SIDE }, (_, index) => {
            const cell = index % (SIDE * SIDE);
            const map = Math.floor(index / (SIDE * SIDE));
            const channel = map % CHANNELS;
            const image = Math.floor(map / CHANNELS);
            const x = 18 + channel * STEP + (cell % SIDE) * CELL;
            const y = 26 + image * STEP + Math.floor(cell / SIDE) * CELL;
            return (
              <rect
                key={index}
                className={styles[markOf(over, step, image, channel, cell)]}
                x={x}
                y={y}
                width={CELL}
                height={CELL}
              />
            );
          })}
          <text className={styles.quiet} x={88} y={133}>
            channels
          </text>
          <path className={styles.axis} d="M178 70h14m-5-4l5 4-5 4" />
          {over === 'neighbours' ? <Quieted /> : <Bells />}
        </>
      )}
    </PictureFigure>
  );
}

/** Whether a cell is among those that are normalized together at this step. */
function markOf(
  over: Over,
  step: number,
  image: number,
  channel: number,
  cell: number,
): 'solid' | 'soft' | 'ground' {
  if (over === 'batch') return channel === step ? 'solid' : 'ground';
  if (image !== 1) return 'ground';
  if (over === 'image') return cell === step ? 'solid' : 'ground';
  if (cell !== 4 || Math.abs(channel - step) > 2) return 'ground';
  return channel === step ? 'solid' : 'soft';
}

/** Bells of any place and width become one. */
function Bells() {
  const bell = (middle: number, spread: number, height: number) =>
    Array.from({ length: 41 }, (_, index) => {
      const x = 206 + (index / 40) * 96;
      return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${(112 - height * Math.exp(-(((x - middle) / spread) ** 2) / 2)).toFixed(1)}`;
    }).join('');
  return (
    <>
      <path className={styles.axis} d="M204 112h100" />
      <path className={styles.dashed} d={bell(228, 6, 84)} />
      <path className={styles.dashed} d={bell(272, 22, 34)} />
      <path className={styles.soft} d={`${bell(254, 12, 62)}Z`} />
      <path className={styles.axis} d="M254 112v5" />
      <text className={styles.quiet} x={254} y={127}>
        0
      </text>
    </>
  );
}

/** Strengths of five channels before (dashed) and after. */
function Quieted() {
  const before = [18, 30, 84, 34, 20];
  return (
    <>
      <path className={styles.axis} d="M204 112h100" />
      {before.map((height, index) => {
        const around = before.slice(Math.max(0, index - 2), index + 3);
        const strength = around.reduce((sum, each) => sum + each ** 2, 0);
        const after = height / (1 + strength / 2500) ** 0.75;
        const x = 210 + index * 19;
        return (
          <g key={x}>
            <rect className={styles.dashed} x={x} y={112 - height} width={12} height={height} />
            <rect className={styles.solid} x={x} y={112 - after} width={12} height={after} />
          </g>
        );
      })}
    </>
  );
}
