import { useState } from 'react';
import type { Arithmetic } from '../../../engine/protocol/arithmetic';
import { useInspection } from '../../../state/inspection';
import { useLooking } from '../../../state/looking';
import { useNetwork } from '../../../state/network';
import { useNetworkBuild } from '../../../state/networkBuild';
import { NumberField } from '../../shared/NumberField';
import { LargeNetworkNotice } from '../../training/LargeNetworkNotice';
import type { LayerViewProps } from '../inspectorTabs';
import type { MapCell } from '../maps/MapFigure';
import { useInspected } from '../useInspected';
import styles from './ArithmeticView.module.css';
import { CellPlayer } from './CellPlayer';
import { ConvolutionSum } from './ConvolutionSum';
import { DenseSum } from './DenseSum';
import { PoolingCell } from './PoolingCell';
import { SeparableSum } from './SeparableSum';
import { TransposedSum } from './TransposedSum';

/** One number of the layer's output, taken apart. The cell is the one that all views of the layer speak of. */
export function ArithmeticView({ layer }: LayerViewProps) {
  // Another layer begins anew: it neither plays on nor has the channels of the one before.
  return <LayerArithmetic key={layer.id} layer={layer} />;
}

function LayerArithmetic({ layer }: LayerViewProps) {
  const hasProbe = useInspection((state) => state.probe !== null);
  const unit = useLooking((state) => state.unit);
  const { setUnit } = useLooking.getState();
  const [playing, setPlaying] = useState(false);
  const isTooLarge = useNetworkBuild(({ state }) => state === 'waiting');
  const source = useNetwork(
    (state) => state.network.connections.find(({ to }) => to === layer.id)?.from ?? null,
  );
  const shape = layer.outputShape ?? [];
  const [height = 1, width = 1, maps = 1] = shape.length === 3 ? shape : [1, 1, shape[0] ?? 1];
  // Where the receptive field begins too: in a corner there is often nothing but padding.
  const map = Math.min(unit?.map ?? 0, maps - 1);
  const row = Math.min(unit?.row ?? Math.floor(height / 2), height - 1);
  const column = Math.min(unit?.column ?? Math.floor(width / 2), width - 1);
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
  if (answer === null && isTooLarge) return <LargeNetworkNotice />;
  if (problem !== null) return <p className={styles.note}>{problem}</p>;
  const what = shape.length === 3 ? 'map' : 'unit';
  const jump = (cell: MapCell) => {
    setPlaying(false);
    setUnit({ map, ...cell });
  };
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
              onChange={(value) => jump({ row: value - 1, column })}
            />
            <NumberField
              label="Column"
              integer
              min={1}
              max={width}
              value={column + 1}
              unit={`/ ${width}`}
              onChange={(value) => jump({ row, column: value - 1 })}
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
          playing={playing}
          onPlaying={(next) => {
            // Nobody has chosen where to begin: at the first cell.
            if (next && unit === null) setUnit({ map, row: 0, column: 0 });
            setPlaying(next);
          }}
        />
      )}
      {answer !== null && (
        <Parts
          answer={answer}
          sourceId={source}
          layer={layer}
          unit={{ map, row, column }}
          size={{ height, width }}
          playing={playing}
          onJump={jump}
        />
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
  /** Whether the map is walked over: it fills as it is. */
  readonly playing: boolean;
  /** Goes to a cell and stops walking. */
  readonly onJump: (cell: MapCell) => void;
}

function Parts({ answer, ...rest }: PartsProps<Arithmetic>) {
  switch (answer.kind) {
    case 'convolution':
      return <ConvolutionSum answer={answer} {...rest} />;
    case 'separableConvolution':
      return <SeparableSum answer={answer} {...rest} />;
    case 'transposedConvolution':
      return <TransposedSum answer={answer} {...rest} />;
    case 'dense':
      return <DenseSum answer={answer} layer={rest.layer} />;
    case 'pooling':
      return <PoolingCell answer={answer} {...rest} />;
    default:
      return answer satisfies never;
  }
}
