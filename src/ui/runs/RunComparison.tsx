import { useRef, useState } from 'react';
import { networkDifferences, settingDifferences } from '../../state/runDifferences';
import { useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { useRuns, type RunRecord } from '../../state/runs';
import { useTraining } from '../../state/training';
import { announce } from '../shared/announcement';
import { Button } from '../shared/Button';
import { ExportButtons } from '../shared/ExportButtons';
import { csvOf, saveSvg, saveText } from '../shared/saveFile';
import { SelectField } from '../shared/SelectField';
import { RunCurves } from './RunCurves';
import { runMeasures, type RunMeasure } from './runMeasures';
import styles from './RunsPanel.module.css';

/** Runs side by side: their curves, what sets them apart, and the way back to any of them. */
export function RunComparison({ runs }: { readonly runs: readonly RunRecord[] }) {
  const [measure, setMeasure] = useState<RunMeasure>('validationAccuracy');
  const drawing = useRef<SVGSVGElement>(null);
  const locked = useRunLock((state) => state.locked);
  const { change } = useRuns.getState();
  const differences = settingDifferences(runs);
  const [first, ...others] = runs;
  return (
    <section className={styles.comparison} aria-label="Side by side">
      <SelectField
        label="Curve"
        inline
        value={measure}
        options={runMeasures.map(({ id, label }) => ({ value: id, label }))}
        onChange={setMeasure}
      />
      <RunCurves ref={drawing} runs={runs} measure={measure} />
      {differences.length > 0 && (
        <div className={styles.scroll} role="region" aria-label="What differs, scrollable" tabIndex={0}>
          <table className={styles.table} aria-label="What differs">
            <thead>
              <tr>
                <th scope="col">Setting</th>
                {runs.map((run, index) => (
                  <th key={run.id} scope="col">
                    {index + 1}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {differences.map(({ name, values }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {values.map((value, index) => (
                    <td key={index}>{value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {runs.map((run, index) => (
        <div key={run.id} className={styles.detail}>
          <label className={styles.field}>
            Name of run {index + 1}
            <input
              type="text"
              value={run.name}
              onChange={(event) => change(run.id, { name: event.target.value })}
            />
          </label>
          <label className={styles.field}>
            Note
            <textarea
              rows={2}
              value={run.note}
              onChange={(event) => change(run.id, { note: event.target.value })}
            />
          </label>
          {first !== undefined && others.includes(run) && (
            <NetworkWords words={networkDifferences(first.network, run.network)} />
          )}
          <div className={styles.buttons}>
            <Button
              size="small"
              disabled={locked}
              onClick={() => {
                useTraining.getState().setSettings(run.settings);
                announce(`Training is set as in ${run.name}.`);
              }}
            >
              Use its settings
            </Button>
            <Button
              size="small"
              disabled={locked}
              onClick={() => {
                useNetwork.getState().replace(run.network);
                announce(`The network of ${run.name} is on the canvas.`);
              }}
            >
              Open its network
            </Button>
          </div>
        </div>
      ))}
      <ExportButtons
        of="the chosen runs"
        formats={[
          {
            name: 'SVG',
            save: () => {
              if (drawing.current !== null) saveSvg('runs.svg', drawing.current);
            },
          },
          { name: 'CSV', save: () => saveText('runs.csv', 'text/csv', csvOf(rowsOf(runs))) },
          {
            name: 'JSON',
            save: () => saveText('runs.json', 'application/json', JSON.stringify(runs, null, 2)),
          },
        ]}
      />
    </section>
  );
}

function NetworkWords({ words }: { readonly words: readonly string[] }) {
  if (words.length === 0) return <p className={styles.facts}>The same network as run 1.</p>;
  return (
    <ul className={styles.words} aria-label="The network, against run 1">
      {words.slice(0, 12).map((each) => (
        <li key={each}>{each}</li>
      ))}
      {words.length > 12 && <li>and {words.length - 12} more</li>}
    </ul>
  );
}

function rowsOf(runs: readonly RunRecord[]) {
  return [
    ['run', 'epoch', 'loss', 'accuracy', 'validation loss', 'validation accuracy'],
    ...runs.flatMap(({ name, epochs }) =>
      epochs.map(({ epoch, loss, accuracy, validationLoss, validationAccuracy }) => [
        name,
        epoch,
        loss,
        accuracy,
        validationLoss ?? '',
        validationAccuracy ?? '',
      ]),
    ),
  ];
}
