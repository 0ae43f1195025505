import type { Arithmetic } from '../../../engine/protocol/arithmetic';
import { useInspection } from '../../../state/inspection';
import { useLooking } from '../../../state/looking';
import { useNetwork } from '../../../state/network';
import { ExportButtons } from '../../shared/ExportButtons';
import { NumberField } from '../../shared/NumberField';
import { csvOf, saveText } from '../../shared/saveFile';
import type { LayerViewProps } from '../inspectorTabs';
import { useInspected } from '../useInspected';
import { arithmeticRows } from './arithmeticRows';
import styles from './ArithmeticView.module.css';
import { CellPlayer } from './CellPlayer';
import { ConvolutionSum } from './ConvolutionSum';
import { DenseSum } from './DenseSum';
import { PoolingCell } from './PoolingCell';

/** One number of the layer's output, taken apart. The cell is the one that all views of the layer speak of. */
export function ArithmeticView({ layer }: LayerViewProps) {
  const hasProbe = useInspection((state) => state.probe !== null);
  const unit = useLooking((state) => state.unit) ?? { map: 0, row: 0, column: 0 };
  const { setUnit } = useLooking.getState();
  const source = useNetwork(
    (state) => state.network.connections.find(({ to }) => to === layer.id)?.from ?? null,
  );
  const shape = layer.outputShape ?? [];
  const [height = 1, width = 1, maps = 1] = shape.length === 3 ? shape : [1, 1, shape[0] ?? 1];
  const map = Math.min(unit.map, maps - 1);
  const row = Math.min(unit.row, height - 1);
  const column = Math.min(unit.column, width - 1);
  const { answer, problem } = useInspected(
    'arithmetic',
    hasProbe ? { layerId: layer.id, map, row, column } : null,
  );
  if (!hasProbe) {
    return (
      <p className={styles.note}>
        Add images, or choose a picture above, to see what this layer computes from it.
      </p>
    );
  }
  if (problem !== null) return <p className={styles.note}>{problem}</p>;
  const what = shape.length === 3 ? 'map' : 'unit';
  return (
    <div className={styles.view}>
      <div className={styles.controls}>
        <NumberField
          label={what === 'map' ? 'Feature map' : 'Unit'}
          integer
          min={1}
          max={maps}
          value={map + 1}
          unit={`/ ${maps}`}
          onChange={(value) => setUnit({ map: value - 1, row, column })}
        />
        {height * width > 1 && (
          <>
            <NumberField
              label="Row"
              integer
              min={1}
              max={height}
              value={row + 1}
              unit={`/ ${height}`}
              onChange={(value) => setUnit({ map, row: value - 1, column })}
            />
            <NumberField
              label="Column"
              integer
              min={1}
              max={width}
              value={column + 1}
              unit={`/ ${width}`}
              onChange={(value) => setUnit({ map, row, column: value - 1 })}
            />
          </>
        )}
      </div>
      {height * width > 1 && (
        <CellPlayer
          height={height}
          width={width}
          cell={{ row, column }}
          onMove={(cell) => setUnit({ map, ...cell })}
        />
      )}
      {answer !== null && (
        <>
          <Parts
            answer={answer}
            sourceId={source}
            layer={layer}
            unit={{ map, row, column }}
            size={{ height, width }}
          />
          <ExportButtons
            of={`the arithmetic of ${layer.label}`}
            formats={[
              {
                name: 'CSV',
                save: () =>
                  saveText(`${layer.label} arithmetic.csv`, 'text/csv', csvOf(arithmeticRows(answer))),
              },
            ]}
          />
        </>
      )}
    </div>
  );
}

export interface PartsProps<Answer> {
  readonly answer: Answer;
  /** The layer that feeds this one. */
  readonly sourceId: string | null;
  readonly layer: LayerViewProps['layer'];
  readonly unit: { readonly map: number; readonly row: number; readonly column: number };
  /** Of one output map. */
  readonly size: { readonly height: number; readonly width: number };
}

function Parts({ answer, ...rest }: PartsProps<Arithmetic>) {
  switch (answer.kind) {
    case 'convolution':
      return <ConvolutionSum answer={answer} {...rest} />;
    case 'dense':
      return <DenseSum answer={answer} layer={rest.layer} unit={rest.unit} />;
    case 'pooling':
      return <PoolingCell answer={answer} {...rest} />;
    default:
      return answer satisfies never;
  }
}
