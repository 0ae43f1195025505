import { scatter } from './cellValues';
import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

const INPUTS = 7;
const UNITS = 5;

/** Every input feeds every unit; one unit at a time is shown with its weights. */
export function DensePicture() {
  const inputY = (index: number) => 15 + index * 20;
  const unitY = (index: number) => 25 + index * 25;
  return (
    <PictureFigure
      steps={UNITS}
      restsAt={2}
      caption="Every input feeds every unit. Each unit has weights of its own (thick: large, dashed: negative) and adds up all inputs by them."
    >
      {(step) => (
        <>
          {Array.from({ length: INPUTS * UNITS }, (_, index) => {
            const from = index % INPUTS;
            const to = Math.floor(index / INPUTS);
            const weight = scatter(from, to) * 2 - 1;
            return (
              <path
                key={index}
                className={to === step ? styles.line : `${styles.axis} ${styles.faint}`}
                d={`M84 ${inputY(from)}L236 ${unitY(to)}`}
                strokeWidth={to === step ? 0.6 + 2.6 * Math.abs(weight) : 0.7}
                strokeDasharray={to === step && weight < 0 ? '4 3' : undefined}
              />
            );
          })}
          {Array.from({ length: INPUTS }, (_, index) => (
            <circle key={index} className={styles.soft} cx={84} cy={inputY(index)} r={6} />
          ))}
          {Array.from({ length: UNITS }, (_, index) => (
            <circle
              key={index}
              className={index === step ? styles.solid : styles.soft}
              cx={236}
              cy={unitY(index)}
              r={8}
            />
          ))}
        </>
      )}
    </PictureFigure>
  );
}
