import type { DenseArithmetic } from '../../../engine/protocol/arithmetic';
import { classNames } from '../../shared/classNames';
import { formatValue } from '../../training/format';
import { ArithmeticExport } from './ArithmeticExport';
import type { PartsProps } from './ArithmeticView';
import styles from './ArithmeticView.module.css';
import { ContributionBar } from './ContributionBar';
import { SumLine } from './SumLine';

/** Of thousands of inputs, those that say most. */
const SHOWN = 40;

/** Inputs times weights, largest products first, and what they add up to. */
export function DenseSum({ answer, layer }: Pick<PartsProps<DenseArithmetic>, 'answer' | 'layer'>) {
  const products = answer.inputs.map((input, index) => ({
    index,
    input,
    weight: answer.weights[index] ?? NaN,
    product: input * (answer.weights[index] ?? NaN),
  }));
  const ranked = products.sort((a, b) => Math.abs(b.product) - Math.abs(a.product));
  const shown = ranked.slice(0, SHOWN);
  const rest = ranked.slice(SHOWN).reduce((sum, { product }) => sum + product, 0);
  const most = Math.abs(ranked[0]?.product ?? 0);
  return (
    <div className={styles.part}>
      <ul
        className={classNames(styles.channels, styles.factors)}
        aria-label="Inputs times weights, largest first"
        tabIndex={0}
      >
        {shown.map(({ index, input, weight, product }) => (
          <li
            key={index}
            className={styles.channel}
            title={`input ${index + 1}: ${input} × weight ${weight}`}
          >
            <span>
              Input {index + 1}: {formatValue(input)} × {formatValue(weight)}
            </span>
            <ContributionBar value={product} range={most} />
            <span className={styles.number}>{formatValue(product)}</span>
          </li>
        ))}
        {ranked.length > SHOWN && (
          <li className={styles.channel}>
            <span>{ranked.length - SHOWN} others</span>
            <ContributionBar value={rest} range={most} />
            <span className={styles.number}>{formatValue(rest)}</span>
          </li>
        )}
      </ul>
      <SumLine {...answer} />
      <ArithmeticExport answer={answer} layerLabel={layer.label} />
    </div>
  );
}
