import { useState } from 'react';
import type { ConvolutionArithmetic } from '../../../engine/protocol/arithmetic';
import { MapFigure } from '../maps/MapFigure';
import { ArithmeticExport, outlined, outlineOf } from './ArithmeticExport';
import type { PartsProps } from './ArithmeticView';
import styles from './ArithmeticView.module.css';
import { InputChannelSums } from './InputChannelSums';
import { OutputFigure } from './OutputFigure';
import { ProductGrids } from './ProductGrids';
import { strongest } from './strongest';
import { SumLine } from './SumLine';
import { useMap } from './useMap';
import { WindowMark } from './WindowMark';
import { windowText } from './windowText';

/** Window times kernel, channel by channel, then the sum of the channels, the bias and the activation. */
export function ConvolutionSum(props: PartsProps<ConvolutionArithmetic>) {
  const { answer, sourceId, layer, unit, size, playing, onJump } = props;
  // The one that says most where one begins; it stays, so that the input does not change while the window moves.
  const [chosen, setChosen] = useState(() => strongest(answer.channels, ({ sum }) => sum)?.channel);
  const { window, channels } = answer;
  const term = channels.find(({ channel }) => channel === chosen) ?? strongest(channels, ({ sum }) => sum);
  const input = useMap(sourceId, term?.channel);
  const output = useMap(layer.id, unit.map);
  if (term === undefined) return null;
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
      <ProductGrids term={term} names={{ values: 'Window', kernel: 'Kernel' }} {...window} />
      <InputChannelSums channels={channels} chosen={term.channel} onChoose={setChosen} />
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
