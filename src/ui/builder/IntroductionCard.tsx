import { useState } from 'react';
import { X } from 'lucide-react';
import type { Architecture } from '../../network/architectures/architecture';
import { blockLabels } from '../../network/blockTree';
import { labels, type Network } from '../../network/graph';
import { adoptRecipe, useIntroduction } from '../../state/introduction';
import { useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { announce } from '../shared/announcement';
import { classNames } from '../shared/classNames';
import { Button } from '../shared/Button';
import { countOf } from '../shared/format';
import { IconButton } from '../shared/IconButton';
import { focusCard } from './cardFocus';
import styles from './IntroductionCard.module.css';

/** What the architecture that was opened last introduced, where to look, how it learns; gone with its last layer. */
export function IntroductionCard() {
  const introduction = useIntroduction((state) => state.current);
  const network = useNetwork((state) => state.network);
  const [whole, setWhole] = useState(false);
  const locked = useRunLock((state) => state.locked);
  if (introduction === null) return null;
  const { architecture, size, layers } = introduction;
  const opened = new Set(layers);
  if (!network.nodes.some(({ id }) => opened.has(id))) return null;
  const { title, introduction: paragraph, paper, lookAt, recipe } = architecture;
  const target = cardCalled(network, lookAt.card);
  return (
    <section aria-label={`About ${title}`} className={styles.card}>
      <div className={classNames(styles.words, whole && styles.whole)}>
        <p>
          <strong className={styles.title}>{title}</strong>
          {paper !== undefined && <span className={styles.year}> {paper.year}</span>} Look at {lookAt.card}.{' '}
          {lookAt.why}
        </p>
        {whole && <p>{paragraph}</p>}
        {whole && paper !== undefined && (
          <p className={styles.paper}>
            {paper.authors}: <cite>{paper.title}</cite>. {paper.venue}, {paper.year}.
          </p>
        )}
        <div className={styles.actions}>
          {target !== null && (
            <Button
              size="small"
              onClick={() => {
                useNetwork.getState().select(target);
                focusCard(target);
              }}
            >
              Go to {lookAt.card}
            </Button>
          )}
          {size === 'playground' && (
            <Button
              size="small"
              disabled={locked}
              title={`Train with ${recipeText(recipe)}: how this architecture is known to learn`}
              onClick={() => {
                adoptRecipe(architecture);
                announce(`Training is set to ${recipeText(recipe)}.`);
              }}
            >
              <span>
                Train with {recipe.optimizer}
                <span className={styles.detail}>, {pace(recipe)}</span>
              </span>
            </Button>
          )}
          <button
            type="button"
            className={styles.more}
            aria-expanded={whole}
            onClick={() => setWhole(!whole)}
          >
            {whole ? 'Less' : 'More'}
          </button>
        </div>
      </div>
      <IconButton
        label={`Dismiss what is said of ${title}`}
        icon={<X aria-hidden="true" />}
        onClick={useIntroduction.getState().dismiss}
      />
    </section>
  );
}

/** `Adam, learning rate 0.001 falling to 0, 10 epochs`. */
function recipeText(recipe: Architecture['recipe']): string {
  return `${recipe.optimizer}, ${pace(recipe)}`;
}

function pace({ learningRate, learningRateSchedule, epochs }: Architecture['recipe']): string {
  const falling = learningRateSchedule === 'CosineDecay' ? ' falling to 0' : '';
  return `learning rate ${learningRate}${falling}, ${countOf(epochs, 'epoch')}`;
}

/** Id of the first block or layer that is called so; `null` where none is. */
function cardCalled(network: Network, name: string): string | null {
  const block = network.blocks.find(
    ({ id, title }) => title === name || blockLabels(network).get(id) === name,
  );
  if (block !== undefined) return block.id;
  return [...labels(network)].find(([, label]) => label === name)?.[0] ?? null;
}
