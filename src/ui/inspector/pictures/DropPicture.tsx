import { sampleMap, scatter } from './cellValues';
import { CellMap } from './CellMap';
import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

interface DropPictureProps {
  readonly what: 'cells' | 'maps';
  /** Fraction that is switched off. */
  readonly rate: number;
}

const DRAWS = 6;
const CELL = 7;
const MAP_SIDE = 5;
const maps = Array.from({ length: 8 }, (_, index) => sampleMap(MAP_SIDE, MAP_SIDE, index % 2));
const COLUMNS = 16;
const ROWS = 6;

/** Another draw with every step: what is off, and how the rest makes up for it. */
export function DropPicture({ what, rate }: DropPictureProps) {
  const percent = Math.round(rate * 100);
  const gain = rate < 1 ? `×${Number((1 / (1 - rate)).toFixed(2))}` : '×0';
  return (
    <PictureFigure
      steps={rate === 0 ? 1 : DRAWS}
      caption={
        `While training, ${what === 'maps' ? 'whole maps are' : 'values are'} switched off at random, ${percent} % of them, other ones at ` +
        `every step; the others count ${gain}. A finished network uses all.`
      }
    >
      {(step) =>
        what === 'maps' ? (
          <Maps off={drawn(maps.length, rate, step)} />
        ) : (
          <Cells off={drawn(ROWS * COLUMNS, rate, step)} />
        )
      }
    </PictureFigure>
  );
}

function Cells({ off }: { readonly off: ReadonlySet<number> }) {
  return Array.from({ length: ROWS * COLUMNS }, (_, index) => {
    const x = 25 + (index % COLUMNS) * 18;
    const y = 25 + Math.floor(index / COLUMNS) * 19;
    return (
      <circle
        key={index}
        className={off.has(index) ? styles.dashed : styles.solid}
        cx={x}
        cy={y}
        r={off.has(index) ? 5 : 6}
      />
    );
  });
}

function Maps({ off }: { readonly off: ReadonlySet<number> }) {
  return maps.map((values, index) => {
    const x = 52 + (index % 4) * 60;
    const y = 22 + Math.floor(index / 4) * 62;
    const side = MAP_SIDE * CELL;
    return off.has(index) ? (
      <rect key={index} className={styles.dashed} x={x} y={y} width={side} height={side} />
    ) : (
      <CellMap key={index} x={x} y={y} cell={CELL} values={values} />
    );
  });
}

/** Which of `count` are off: as many as the rate says, drawn anew for each step. */
function drawn(count: number, rate: number, step: number): ReadonlySet<number> {
  const order = Array.from({ length: count }, (_, index) => index).toSorted(
    (a, b) => scatter(a, step, 7) - scatter(b, step, 7),
  );
  return new Set(order.slice(0, Math.round(count * rate)));
}
