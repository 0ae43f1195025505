import { Search, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { sweptRates } from '../../engine/protocol/learningRateFinder';
import { findsAnew, useLearningRateFinder } from '../../state/learningRateFinder';
import { useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { useTraining } from '../../state/training';
import { announce } from '../shared/announcement';
import { Button } from '../shared/Button';
import { ExportButtons } from '../shared/ExportButtons';
import { ProgressBar } from '../shared/ProgressBar';
import { csvOf, saveSvg, saveText } from '../shared/saveFile';
import { nearestIndex } from './chartScale';
import { formatValue } from './format';
import styles from './LearningRateFinder.module.css';
import { RateChart } from './RateChart';
import { rateText, roundedRate, sweepRows, sweepText } from './rateText';
import { useTrainingObstacle } from './useTrainingObstacle';

/** Tries learning rates on a copy of the network, shows what each does to the loss, and takes one over into the recipe. */
export function LearningRateFinder() {
  const hint = useId();
  const locked = useRunLock((state) => state.locked);
  const obstacle = useTrainingObstacle();
  const share = useLearningRateFinder((state) => state.share);
  const foundWith = useLearningRateFinder((state) => state.foundWith);
  const { find, cancel, clear } = useLearningRateFinder.getState();
  const possible = !locked && obstacle === null;
  const why = locked
    ? 'Stop training first: the finder starts from weights that hold still.'
    : obstacle !== null
      ? obstacle.message
      : `Trains a copy of the network on ${sweptRates.count} batches, each with a higher rate; the network itself stays as it is.`;
  return (
    <section aria-label="Learning-rate finder" className={styles.finder}>
      <div className={styles.row}>
        {share === null ? (
          <Button
            size="small"
            icon={<Search aria-hidden="true" />}
            disabled={!possible}
            aria-describedby={hint}
            onClick={() => void find()}
          >
            Find a learning rate
          </Button>
        ) : (
          <Button size="small" icon={<X aria-hidden="true" />} onClick={() => void cancel()}>
            Cancel
          </Button>
        )}
        {share === null && foundWith !== null && (
          <Button size="small" variant="quiet" onClick={clear}>
            Clear
          </Button>
        )}
        {share !== null && <Progress share={share} />}
      </div>
      {(foundWith === null || !possible) && (
        <p id={hint} className={styles.soft}>
          {why}
        </p>
      )}
      {foundWith !== null && <Found locked={locked} />}
    </section>
  );
}

function Progress({ share }: { readonly share: number }) {
  const tried = useLearningRateFinder((state) => state.points.length);
  const said = tried === 0 ? 'Measuring the batches…' : `${tried} of ${sweptRates.count} rates`;
  return (
    <span className={styles.progress}>
      <ProgressBar label="Looking for a learning rate" value={share} max={1} valueText={said} />
      <span className={styles.soft}>{said}</span>
    </span>
  );
}

/** The curve so far, what it came to, and the rate to take. */
function Found({ locked }: { readonly locked: boolean }) {
  const chart = useRef<SVGSVGElement>(null);
  const points = useLearningRateFinder((state) => state.points);
  const sweep = useLearningRateFinder((state) => state.sweep);
  const foundWith = useLearningRateFinder((state) => state.foundWith);
  const settings = useTraining((state) => state.settings);
  const network = useNetwork((state) => state.network);
  const [pointed, setPointed] = useState<number | null>(null);
  const suggested = sweep?.suggestion?.rate ?? null;
  // What was pointed at in an earlier sweep is none of this one's rates.
  const chosen = points.some(({ rate }) => rate === pointed) ? pointed : null;
  const rate = chosen ?? suggested;
  const at = rate === null ? undefined : points[nearestIndex(points, (point) => point.rate, rate)];
  const outdated =
    foundWith !== null && (findsAnew(foundWith.settings, settings) || foundWith.network !== network);
  const use = (taken: number) => {
    useLearningRateFinder.getState().use(roundedRate(taken));
    announce(`The learning rate is now ${rateText(taken)}.`);
  };
  return (
    <>
      <figure aria-label="Loss against learning rate" className={styles.figure}>
        <figcaption className={styles.caption}>
          <span className={styles.title}>Loss against learning rate</span>
          <span className={styles.reading}>
            {at === undefined ? '' : `${rateText(at.rate)}: loss ${formatValue(at.smoothed)}`}
          </span>
        </figcaption>
        {points.length === 0 ? (
          <p className={styles.empty}>
            {sweep === null ? 'The curve appears here with the first rate.' : 'No rate was tried.'}
          </p>
        ) : (
          <RateChart
            ref={chart}
            points={points}
            suggested={suggested}
            chosen={chosen}
            present={settings.learningRate}
            onChoose={setPointed}
          />
        )}
      </figure>
      <p className={styles.soft}>
        Dots are batches, each compared with what the first weights made of it. ▲ is the rate set now
        {suggested !== null && ', the green line the suggested one'}.
      </p>
      {sweep !== null && (
        <p role="status" className={styles.told}>
          {sweepText(sweep)}
        </p>
      )}
      {outdated && (
        <p className={styles.soft}>
          Found with {foundWith.settings.optimizer}, batch size {foundWith.settings.batchSize}; the recipe or
          the network has changed since.
        </p>
      )}
      <div className={styles.row}>
        <Button
          size="small"
          variant="primary"
          disabled={rate === null || locked || roundedRate(rate) === settings.learningRate}
          title={rate === null ? 'Point at a rate on the chart first' : undefined}
          onClick={() => {
            if (rate !== null) use(rate);
          }}
        >
          {rate === null ? 'Use a rate' : `Use ${rateText(rate)}`}
        </Button>
        {chosen !== null && suggested !== null && chosen !== suggested && (
          <Button size="small" variant="quiet" onClick={() => setPointed(null)}>
            Back to {rateText(suggested)}
          </Button>
        )}
        <ExportButtons
          of="the learning-rate sweep"
          disabled={points.length === 0}
          formats={[
            {
              name: 'SVG',
              save: () => {
                if (chart.current !== null) saveSvg('learning rate.svg', chart.current);
              },
            },
            {
              name: 'CSV',
              save: () => saveText('learning rate.csv', 'text/csv', csvOf(sweepRows(points))),
            },
          ]}
        />
      </div>
    </>
  );
}
