import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

/** The samples lie evenly over it. */
const DOMAIN = { from: -4, to: 4 };
const BOX = { left: 60, right: 260, top: 12, bottom: 138 };
/** Values that a dot takes one after the other. */
const stops = [-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3];

/** The function that every value goes through. */
export function CurvePicture({ values }: { readonly values: readonly number[] }) {
  const low = Math.min(-1.2, ...values);
  const high = Math.max(1.2, ...values);
  const xOf = (value: number) =>
    BOX.left + ((value - DOMAIN.from) / (DOMAIN.to - DOMAIN.from)) * (BOX.right - BOX.left);
  const yOf = (value: number) => BOX.bottom - ((value - low) / (high - low)) * (BOX.bottom - BOX.top);
  const at = (value: number) => valueAt(values, value);
  const path = values.map((value, index) => {
    const x = DOMAIN.from + (index / (values.length - 1)) * (DOMAIN.to - DOMAIN.from);
    return `${index === 0 ? 'M' : 'L'}${xOf(x).toFixed(1)} ${yOf(value).toFixed(1)}`;
  });
  return (
    <PictureFigure
      steps={stops.length}
      restsAt={1}
      caption={`What goes in (across) and what comes out (up): −2 becomes ${short(at(-2))}, 0 becomes ${short(at(0))}, 2 becomes ${short(at(2))}.`}
    >
      {(step) => {
        const value = stops[step] ?? 0;
        const out = at(value);
        return (
          <>
            <path
              className={styles.axis}
              d={`M${BOX.left} ${yOf(0)}H${BOX.right}M${xOf(0)} ${BOX.top}V${BOX.bottom}`}
            />
            {[-4, -2, 2, 4].map((tick) => (
              <text key={tick} className={styles.quiet} x={xOf(tick)} y={yOf(0) + 11}>
                {short(tick)}
              </text>
            ))}
            <path className={styles.bold} d={path.join('')} />
            <path className={styles.dashed} d={`M${xOf(value)} ${yOf(0)}V${yOf(out)}H${xOf(0)}`} />
            <circle className={styles.solid} cx={xOf(value)} cy={yOf(out)} r={4.5} />
            <text className={styles.text} x={288} y={24}>
              {short(value)} → {short(out)}
            </text>
          </>
        );
      }}
    </PictureFigure>
  );
}

/** Between two samples, as the drawn line goes. */
function valueAt(values: readonly number[], x: number): number {
  const place = ((x - DOMAIN.from) / (DOMAIN.to - DOMAIN.from)) * (values.length - 1);
  const before = values[Math.floor(place)] ?? 0;
  const behind = values[Math.ceil(place)] ?? before;
  return before + (behind - before) * (place - Math.floor(place));
}

/** `0.13`, `−2`: two digits, and a minus that is as long as a plus. */
function short(value: number): string {
  const text = String(Number(value.toFixed(2)) + 0);
  return text.replace('-', '−');
}
