import { useState } from 'react';
import type { SeparableArithmetic } from '../../../engine/protocol/arithmetic';
import { formatValue } from '../../training/format';
import { MapFigure } from '../maps/MapFigure';
import { ArithmeticExport, outlined, outlineOf } from './ArithmeticExport';
import type { PartsProps } from './ArithmeticView';
import styles from './ArithmeticView.module.css';
import { ChannelSums } from './ChannelSums';
import { OutputFigure } from './OutputFigure';
import { ProductGrids } from './ProductGrids';
import { strongest } from './strongest';
import { SumLine } from './SumLine';
import { useMap } from './useMap';
import { WindowMark } from './WindowMark';
import { windowText } from './windowText';

/** First each channel with its own kernel, then a weighted sum of what that gave. */
export function SeparableSum(props: PartsProps<SeparableArithmetic>) {
  const { answer, sourceId, layer, unit, size, playing, onJump } = props;
  // The one that says most where one begins; it stays, so that the input does not change while the window moves.
  const [chosen, setChosen] = useState(() =>
    answer.terms.findIndex((each) => each === strongest(answer.terms, ({ product }) => product)),
  );
  const { window, terms } = answer;
  const term = terms[chosen] ?? strongest(terms, ({ product }) => product);
  const input = useMap(sourceId, term?.channel);
  const output = useMap(layer.id, unit.map);
  if (term === undefined) return null;
  const several = terms.some(({ filter }) => filter > 0);
  const nameOf = ({ channel, filter }: typeof term) =>
    several ? `Channel ${channel + 1}, kernel ${filter + 1}` : `Channel ${channel + 1}`;
  return (
    <div className={styles.part}>
      <div className={styles.maps}>
        <MapFigure
          caption={`Input, channel ${term.channel + 1}: ${windowText(window)}`}
          label={`Input channel ${term.channel + 1} with the window on it: ${windowText(window)}`}
          height={window.inputHeight}
          width={window.inputWidth}
          rim={window.rim}
          values={input}
          marks={<WindowMark window={window} />}
        />
        <OutputFigure
          caption={`Feature map ${unit.map + 1}`}
          label={`Feature map ${unit.map + 1}`}
          size={size}
          values={output}
          cell={unit}
          onJump={onJump}
          playing={playing}
        />
      </div>
      <section className={styles.part} aria-label="Depthwise stage">
        <h3 className={styles.stage}>1. Depthwise: {nameOf(term).toLowerCase()} on its own</h3>
        <ProductGrids term={term} names={{ values: 'Window', kernel: 'Kernel' }} {...window} />
      </section>
      <section className={styles.part} aria-label="Pointwise stage">
        <h3 className={styles.stage}>2. Pointwise: the sums times their weights</h3>
        <p className={styles.readout}>
          {nameOf(term)}: {formatValue(term.sum)} × weight {formatValue(term.weight)} ={' '}
          {formatValue(term.product)}
        </p>
        <ChannelSums
          label="Sums of the channels times their weights, largest first"
          sums={terms.map((each, id) => ({ id, name: nameOf(each), value: each.product }))}
          chosen={terms.indexOf(term)}
          onChoose={setChosen}
        />
      </section>
      <SumLine {...answer} />
      <ArithmeticExport
        answer={answer}
        layerLabel={layer.label}
        pictures={[
          outlined(
            { height: window.inputHeight, width: window.inputWidth },
            input,
            outlineOf(window.rows, window.columns),
          ),
          outlined(size, output, outlineOf([unit.row], [unit.column])),
        ]}
      />
    </div>
  );
}
