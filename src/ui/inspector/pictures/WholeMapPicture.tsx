import { CellMap } from './CellMap';
import { sampleMap } from './cellValues';
import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

const SIDE = 5;
const CELL = 17;
const LEFT = 54;
const TOP = 28;

/** Digits that the map shows; the result is worked out from what can be read. */
const digits = sampleMap(SIDE, SIDE).map((row, down) =>
  row.map((value, along) => (down === 1 && along === 3 ? 9 : Math.round(value * 9))),
);

/** A whole map becomes one number. */
export function WholeMapPicture({ result }: { readonly result: 'max' | 'average' }) {
  const all = digits.flat();
  const largest = Math.max(...all);
  const answer = result === 'max' ? largest : all.reduce((sum, value) => sum + value, 0) / all.length;
  return (
    <PictureFigure
      caption={
        result === 'max'
          ? `Of each map only its largest value stays, here ${largest}: whether something was found, not where.`
          : `Each map becomes its mean, here ${answer.toFixed(1)}: how much of something there is, not where.`
      }
    >
      {() => (
        <>
          <CellMap
            x={LEFT}
            y={TOP}
            cell={CELL}
            values={digits.map((row) => row.map((value) => value / 11))}
          />
          {digits.flatMap((row, down) =>
            row.map((value, along) => (
              <g key={`${down} ${along}`}>
                <text className={styles.text} x={LEFT + (along + 0.5) * CELL} y={TOP + (down + 0.7) * CELL}>
                  {value}
                </text>
                {result === 'max' && value === largest && (
                  <rect
                    className={styles.window}
                    x={LEFT + along * CELL}
                    y={TOP + down * CELL}
                    width={CELL}
                    height={CELL}
                  />
                )}
              </g>
            )),
          )}
          <path
            className={styles.ray}
            d={`M${LEFT + SIDE * CELL} ${TOP}L224 57M${LEFT + SIDE * CELL} ${TOP + SIDE * CELL}L224 84`}
          />
          <rect className={styles.soft} x={224} y={57} width={27} height={27} />
          <text className={styles.text} x={237.5} y={74}>
            {result === 'max' ? answer : answer.toFixed(1)}
          </text>
        </>
      )}
    </PictureFigure>
  );
}
