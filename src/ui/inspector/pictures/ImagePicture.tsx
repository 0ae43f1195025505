import { CellMap } from './CellMap';
import { cells } from './cellValues';
import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

const SIDE = 9;
const CELL = 9;

/** How much of each colour a little landscape has: sky, sun and meadow. */
const planes = [
  { name: 'red', className: styles.red, of: (row: number, sun: boolean) => (sun ? 1 : row > 5 ? 0.25 : 0.3) },
  {
    name: 'green',
    className: styles.green,
    of: (row: number, sun: boolean) => (sun ? 0.8 : row > 5 ? 0.75 : 0.5),
  },
  {
    name: 'blue',
    className: styles.blue,
    of: (row: number, sun: boolean) => (sun ? 0.1 : row > 5 ? 0.15 : 0.9),
  },
];

/** The image, entering as one plane per colour. */
export function ImagePicture({ channels }: { readonly channels: number }) {
  const colour = channels === 3;
  const shown = colour ? planes : [{ name: 'brightness', className: undefined, of: brightness }];
  const left = 160 - ((shown.length - 1) * 98 + SIDE * CELL) / 2;
  return (
    <PictureFigure
      caption={
        colour
          ? 'A picture enters as three maps of numbers: how red, how green and how blue each pixel is.'
          : 'A picture enters as one map of numbers: how bright each pixel is.'
      }
    >
      {() =>
        shown.map(({ name, className, of }, index) => (
          <g key={name} className={className}>
            <CellMap
              x={left + index * 98}
              y={24}
              cell={CELL}
              values={cells(SIDE, SIDE, (row, column) => of(row, Math.hypot(row - 2.5, column - 6) < 1.6))}
            />
            <text className={styles.quiet} x={left + index * 98 + (SIDE * CELL) / 2} y={124}>
              {name}
            </text>
          </g>
        ))
      }
    </PictureFigure>
  );
}

function brightness(row: number, sun: boolean): number {
  return sun ? 0.05 : row > 5 ? 0.6 : 0.3;
}
