import { blockFacts } from '../../network/blockFacts';
import { followsPlan } from '../../network/blockPlan';
import { blockLabels } from '../../network/blockTree';
import { blockKind } from '../../network/blocks';
import { labels, type Block } from '../../network/graph';
import { parametersOf } from '../../network/parameter';
import { useInference, useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { focusCard } from '../builder/cardFocus';
import { Button } from '../shared/Button';
import { Disclosure } from '../shared/Disclosure';
import { countOf, formatCount, formatMagnitude } from '../shared/format';
import { Notice } from '../shared/Notice';
import { BlockTitleField } from './BlockTitleField';
import styles from './Details.module.css';
import { FactList } from './FactList';
import { parametersText, shapesText } from './layerFacts';
import { ParameterGroup } from './parameters/ParameterGroup';
import { ProblemList } from './ProblemList';
import { TrainableSwitch } from './TrainableSwitch';

interface BlockDetailsProps {
  readonly block: Block;
  readonly label: string;
}

/** A block from outside: its title, the parameters of its plan while it follows one, what it comes to, what is in it. */
export function BlockDetails({ block, label }: BlockDetailsProps) {
  const network = useNetwork((state) => state.network);
  const inference = useInference();
  const locked = useRunLock((state) => state.locked);
  const { setBlockParameters, endGesture } = useNetwork.getState();
  const facts = blockFacts(network, inference, block.id);
  const kind = block.kind === 'custom' ? null : blockKind(block.kind);
  return (
    <>
      <ProblemList problems={facts.problems} />
      <BlockTitleField key={block.id} block={block} disabled={locked} />
      {kind !== null &&
        (followsPlan(network, block.id) ? (
          <ParameterGroup
            of={label}
            parameters={parametersOf(kind.parameters)}
            values={block.parameters}
            disabled={locked}
            onChange={(name, value) => setBlockParameters(block.id, { [name]: value })}
            onDone={endGesture}
          />
        ) : (
          <Notice tone="info">
            Edited by hand: it no longer is a plain {kind.title}, so its layers have the parameters now.
          </Notice>
        ))}
      <TrainableSwitch cardId={block.id} />
      <FactList
        facts={[
          { name: 'Input', value: shapesText(facts.inputShapes) },
          { name: 'Output', value: shapesText(facts.outputShapes) },
          { name: 'Parameters', value: parametersText(facts.parameters) },
          {
            name: 'Multiply-adds',
            value: <span title={formatCount(facts.multiplyAdds)}>{formatMagnitude(facts.multiplyAdds)}</span>,
          },
        ]}
      />
      {kind !== null && (
        <Disclosure remember="what it does" summary="What this block does" openAtFirst>
          <p className={styles.about}>{kind.explanation}</p>
        </Disclosure>
      )}
      <Disclosure remember="what it holds" summary={`Holds ${countOf(facts.layers, 'layer')}`} openAtFirst>
        <Contents id={block.id} />
      </Disclosure>
    </>
  );
}

/** Layers and blocks that lie directly in a block; pressing one goes to its card. */
function Contents({ id }: { readonly id: string }) {
  const network = useNetwork((state) => state.network);
  const { order } = useInference();
  const layers = labels(network);
  const nodes = new Map(network.nodes.map((node) => [node.id, node]));
  const blocks = network.blocks.filter(({ parent }) => parent === id);
  const inside = [
    ...blocks.map((block) => ({ id: block.id, label: blockLabels(network).get(block.id) ?? block.title })),
    ...order
      .filter((layer) => nodes.get(layer)?.block === id)
      .map((layer) => ({ id: layer, label: layers.get(layer) ?? layer })),
  ];
  return (
    <ul className={styles.contents}>
      {inside.map((card) => (
        <li key={card.id}>
          <Button
            variant="secondary"
            size="small"
            aria-label={`Go to ${card.label}`}
            onClick={() => {
              useNetwork.getState().select(card.id);
              focusCard(card.id);
            }}
          >
            {card.label}
          </Button>
        </li>
      ))}
    </ul>
  );
}
