import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { figure } from '../../../engine/protocol/diagnosis/text';
import { deadShare } from '../../../engine/protocol/diagnosis/measures';
import type { Health, LayerHealth } from '../../../engine/protocol/health';
import { useNetwork } from '../../../state/network';
import { classNames } from '../../shared/classNames';
import { ExportButtons } from '../../shared/ExportButtons';
import { csvOf, saveText } from '../../shared/saveFile';
import { healthRows } from './healthRows';
import styles from './HealthView.module.css';

interface LayerTableProps {
  readonly health: Health;
  readonly chosen: string;
  readonly nameOf: (layerId: string) => string;
  /** Layers that a finding is about. */
  readonly marked: ReadonlySet<string>;
}

/** The layer just chosen here: the view of another layer is another one, and the focus must not be lost with this. */
let justChosen: string | null = null;

const columns: readonly {
  readonly name: string;
  readonly meaning: string;
  readonly value: (layer: LayerHealth) => number | null;
}[] = [
  {
    name: 'Weights',
    meaning: 'Standard deviation of the weights',
    value: ({ weights }) => weights?.std ?? null,
  },
  {
    name: 'Gradient',
    meaning: 'L2 norm of the gradients',
    value: ({ gradients }) => gradients?.norm ?? null,
  },
  {
    name: 'Update',
    meaning: 'How far the step moved the weights, against their size: ‖Δw‖ / ‖w‖',
    value: ({ updateRatio }) => updateRatio,
  },
  {
    name: 'Output',
    meaning: 'Standard deviation of what the layer gives',
    value: ({ activations }) => activations?.std ?? null,
  },
];

/** All layers; choosing one shows it in every view. */
export function LayerTable({ health, chosen, nameOf, marked }: LayerTableProps) {
  const own = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (justChosen === chosen) own.current?.focus({ preventScroll: true });
    justChosen = null;
  }, [chosen]);
  // One stop for all rows, as in every grid of the inspector; arrow keys go from row to row.
  const tabStop = health.layers.some(({ layerId }) => layerId === chosen)
    ? chosen
    : health.layers[0]?.layerId;
  return (
    <section className={classNames(styles.part, styles.container)} aria-label="All layers">
      <h3 className={styles.caption}>
        All layers
        <ExportButtons
          of="the health of all layers"
          formats={[
            {
              name: 'CSV',
              save: () => saveText('training health.csv', 'text/csv', csvOf(healthRows(health, nameOf))),
            },
          ]}
        />
      </h3>
      <div className={styles.scroll} role="region" aria-label="All layers, scrollable" tabIndex={0}>
        <table className={styles.table} aria-label="Health of all layers">
          <thead>
            <tr>
              <th scope="col">Layer</th>
              {columns.map(({ name, meaning }) => (
                <th key={name} scope="col" title={meaning}>
                  {name}
                </th>
              ))}
              <th scope="col" title="ReLU units that are 0 on every picture looked at">
                Dead
              </th>
            </tr>
          </thead>
          <tbody onKeyDown={onKeyDown}>
            {health.layers.map((layer) => {
              const { layerId } = layer;
              const dead = deadShare(layer);
              return (
                <tr key={layerId} data-chosen={layerId === chosen} onClick={() => choose(layerId)}>
                  <th scope="row">
                    <button
                      ref={layerId === chosen ? own : null}
                      type="button"
                      tabIndex={layerId === tabStop ? 0 : -1}
                      aria-current={layerId === chosen}
                      className={styles.choose}
                      onClick={(event) => {
                        event.stopPropagation();
                        choose(layerId);
                      }}
                    >
                      {nameOf(layerId)}
                    </button>
                    {marked.has(layerId) && (
                      <TriangleAlert
                        size={13}
                        role="img"
                        aria-label="See the finding above"
                        className={styles.marked}
                      />
                    )}
                  </th>
                  {columns.map(({ name, value }) => (
                    <td key={name}>{cell(value(layer))}</td>
                  ))}
                  <td title={dead === null ? undefined : `${layer.deadUnits} of ${layer.units}`}>
                    {dead === null ? '–' : `${Math.round(100 * dead)} %`}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>
        Weights and output: standard deviation. Gradient: L2 norm. Update: ‖Δw‖ / ‖w‖ of that step. Dead: ReLU
        units that are 0 on every picture looked at.
      </p>
    </section>
  );
}

function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === event.target);
  const places: Readonly<Record<string, number>> = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: buttons.length - 1,
  };
  const next = buttons[places[event.key] ?? -1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function choose(layerId: string): void {
  justChosen = layerId;
  useNetwork.getState().select(layerId);
}

function cell(value: number | null): string {
  return value === null ? '–' : Number.isNaN(value) ? 'NaN' : figure(value);
}
