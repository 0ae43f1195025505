import { useState } from 'react';
import type { TransposedArithmetic } from '../../../engine/protocol/arithmetic';
import { CellMark } from '../maps/CellMark';
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

/** The input cells whose stamps cover an output cell, each times its entry of the kernel. */
export function TransposedSum(props: PartsProps<TransposedArithmetic>) {
  const { answer, sourceId, layer, unit, size, playing, onJump } = props;
  // The one that says most where one begins; it stays, so that the input does not change while the window moves.
  const [chosen, setChosen] = useState(() => strongest(answer.channels, ({ sum }) => sum)?.channel);
  const { cells, channels, kernelRows, kernelColumns, kernelSize, strides } = answer;
  const term = channels.find(({ channel }) => channel === chosen) ?? strongest(channels, ({ sum }) => sum);
  const input = useMap(sourceId, term?.channel);
  const output = useMap(layer.id, unit.map);
  if (term === undefined) return null;
  const [height, width] = kernelSize;
  const covered = cells.rows.length > 0 && cells.columns.length > 0;
  const counted = (what: string, indices: readonly number[]) =>
    `${what}${indices.length === 1 ? '' : 's'} ${indices.map((index) => index + 1).join(', ')}`;
  return (
    <div className={styles.part}>
      <div className={styles.maps}>
        <MapFigure
          caption={`Input, channel ${term.channel + 1}: the cells whose stamps land here`}
          label={`Input channel ${term.channel + 1} with the cells whose stamps land on the chosen one`}
          height={cells.inputHeight}
          width={cells.inputWidth}
          values={input}
          marks={covered && <CellMark {...outlineOf(cells.rows, cells.columns)} kind="window" />}
        />
        <OutputFigure
          caption={`Feature map ${unit.map + 1}, and the stamps of ${height} × ${width}, ${strides.join(' × ')} apart`}
          label={`Feature map ${unit.map + 1}`}
          size={size}
          values={output}
          cell={unit}
          onJump={onJump}
          playing={playing}
          marks={cells.rows.flatMap((y, row) =>
            cells.columns.map((x, column) => (
              <CellMark
                key={`${y} ${x}`}
                left={unit.column - (kernelColumns[column] ?? 0)}
                top={unit.row - (kernelRows[row] ?? 0)}
                width={width}
                height={height}
                kind="faint"
              />
            )),
          )}
        />
      </div>
      {covered ? (
        <>
          <p className={styles.readout}>
            Of the kernel, {counted('row', kernelRows)} and {counted('column', kernelColumns)} land here.
          </p>
          <ProductGrids term={term} names={{ values: 'Input cells', kernel: 'Kernel entries' }} {...cells} />
        </>
      ) : (
        <p className={styles.note}>
          This cell lies between the stamps: nothing lands here, and only the bias is left.
        </p>
      )}
      {covered && <InputChannelSums channels={channels} chosen={term.channel} onChoose={setChosen} />}
      <SumLine {...answer} />
      <ArithmeticExport
        answer={answer}
        layerLabel={layer.label}
        pictures={[
          outlined(
            { height: cells.inputHeight, width: cells.inputWidth },
            input,
            ...(covered ? [outlineOf(cells.rows, cells.columns)] : []),
          ),
          outlined(size, output, outlineOf([unit.row], [unit.column])),
        ]}
      />
    </div>
  );
}
