import { CellMap } from './CellMap';
import { cells, sampleMap, type FullCellValues } from './cellValues';
import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

type How = 'add' | 'multiply' | 'average' | 'maximum' | 'concatenate';

const SIDE = 5;
const CELL = 12;
const first = sampleMap(SIDE, SIDE, 0);
const second = sampleMap(SIDE, SIDE, 1);

const about: Readonly<
  Record<Exclude<How, 'concatenate'>, { sign: string; caption: string; of: (a: number, b: number) => number }>
> = {
  add: {
    sign: '+',
    caption: 'Inputs of one shape are added cell by cell: what either found is in the sum.',
    // Both can be strong at once: halved for the eye only, so that the sum has room in the scale.
    of: (a, b) => Math.min(1, (a + b) / 1.4),
  },
  multiply: {
    sign: '×',
    caption: 'Inputs of one shape are multiplied cell by cell: only what both found stays.',
    of: (a, b) => a * b,
  },
  average: {
    sign: 'mean',
    caption: 'Inputs of one shape are averaged cell by cell.',
    of: (a, b) => (a + b) / 2,
  },
  maximum: {
    sign: 'max',
    caption: 'Of inputs of one shape the larger value stays in every cell.',
    of: Math.max,
  },
};

/** Several inputs become one. */
export function MergePicture({ how }: { readonly how: How }) {
  return how === 'concatenate' ? <Concatenated /> : <Combined how={how} />;
}

function Combined({ how }: { readonly how: Exclude<How, 'concatenate'> }) {
  const { sign, caption, of } = about[how];
  const merged: FullCellValues = cells(SIDE, SIDE, (row, column) =>
    of(first[row]?.[column] ?? 0, second[row]?.[column] ?? 0),
  );
  return (
    <PictureFigure caption={caption} steps={SIDE * SIDE} restsAt={12}>
      {(step) => {
        const row = Math.floor(step / SIDE);
        const column = step % SIDE;
        return (
          <>
            <CellMap x={22} y={45} cell={CELL} values={first} />
            <text
              className={sign.length > 1 ? styles.text : styles.sign}
              x={102}
              y={sign.length > 1 ? 78 : 82}
            >
              {sign}
            </text>
            <CellMap x={122} y={45} cell={CELL} values={second} />
            <text className={styles.sign} x={205} y={82}>
              =
            </text>
            <CellMap x={230} y={45} cell={CELL} values={merged} />
            {[22, 122, 230].map((x) => (
              <rect
                key={x}
                className={styles.window}
                x={x + column * CELL}
                y={45 + row * CELL}
                width={CELL}
                height={CELL}
              />
            ))}
          </>
        );
      }}
    </PictureFigure>
  );
}

/** Stacks of two and of three maps, and one of all five. */
function Concatenated() {
  const maps = [first, first, second, second, second];
  return (
    <PictureFigure caption="Maps of all inputs are put one behind the other, here 2 and 3 of them: the result has 5, and none is changed.">
      {() => (
        <>
          <Stack x={20} maps={maps.slice(0, 2)} />
          <text className={styles.sign} x={92} y={84}>
            ,
          </text>
          <Stack x={106} maps={maps.slice(2)} />
          <path className={styles.axis} d="M188 78h14m-5-4l5 4-5 4" />
          <Stack x={214} maps={maps} />
        </>
      )}
    </PictureFigure>
  );
}

const PLANE_CELL = 9;
const BEHIND = { x: 10, y: -6 };

function Stack({ x, maps }: { readonly x: number; readonly maps: readonly FullCellValues[] }) {
  const side = SIDE * PLANE_CELL;
  return (
    <>
      {maps
        .map((values, index) => (
          <CellMap
            key={index}
            x={x + index * BEHIND.x}
            y={62 + index * BEHIND.y}
            cell={PLANE_CELL}
            values={values}
          />
        ))
        .toReversed()}
      <text className={styles.quiet} x={x + (side + (maps.length - 1) * BEHIND.x) / 2} y={134}>
        {maps.length} maps
      </text>
    </>
  );
}
