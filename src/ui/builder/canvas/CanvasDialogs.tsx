import { blockKind, plannedBlockNames } from '../../../network/blocks';
import { blockLabels } from '../../../network/blockTree';
import { cardLabel } from '../../../network/cards';
import { connectionRefusal } from '../../../network/connecting';
import { labels } from '../../../network/graph';
import { layerType, layerTypeNames } from '../../../network/layers';
import { useInference, useNetwork } from '../../../state/network';
import { formatShape } from '../../../network/shape';
import { BlockGlyph } from '../BlockGlyph';
import { focusCard } from '../cardFocus';
import { LayerGlyph } from '../LayerGlyph';
import { jumpTo } from './choosing';
import { useScene } from './currentScene';
import { connectCards, insertAfter, removeEdge } from './edits';
import { useInteraction } from './interaction';
import { SearchDialog, type SearchItem } from './SearchDialog';

/** The dialogs that search: for a layer to go to, for one to insert, for one to connect to. */
export function CanvasDialogs() {
  const dialog = useInteraction((state) => state.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'find':
      return <FindDialog />;
    case 'insert':
      return <InsertDialog cardId={dialog.cardId} />;
    case 'connect':
      return <ConnectDialog cardId={dialog.cardId} />;
  }
}

function close(): void {
  useInteraction.setState({ dialog: null });
}

/** All layers and blocks by name, also those in closed blocks. */
function FindDialog() {
  const network = useNetwork((state) => state.network);
  const { nodes } = useInference();
  const titles = blockLabels(network);
  const items = [
    ...[...labels(network)].map(([id, name]): SearchItem => {
      const node = network.nodes.find((each) => each.id === id);
      const shape = nodes.get(id)?.outputShape ?? null;
      const within = node?.block === undefined ? undefined : titles.get(node.block);
      return {
        id,
        name,
        glyph: node === undefined ? null : <LayerGlyph type={node.type} />,
        hint: [
          shape === null ? 'no output' : formatShape(shape),
          ...(within === undefined ? [] : [`in ${within}`]),
        ].join(' · '),
      };
    }),
    ...network.blocks.map(({ id, kind }): SearchItem => ({
      id,
      name: titles.get(id) ?? id,
      glyph: <BlockGlyph kind={kind} />,
      hint: 'block',
    })),
  ];
  return <SearchDialog title="Find a layer" items={items} onChoose={jumpTo} onClose={close} />;
}

function InsertDialog({ cardId }: { readonly cardId: string }) {
  const label = useNetwork((state) => cardLabel(state.network, cardId));
  const layers = layerTypeNames
    .filter((type) => layerType(type).inputs.max > 0)
    .map((type): SearchItem => {
      const { className, explanation, family } = layerType(type);
      return {
        id: `layer ${type}`,
        name: className,
        glyph: <LayerGlyph type={type} />,
        hint: firstSentence(explanation),
        keywords: family,
      };
    });
  const blocks = plannedBlockNames.map((kind): SearchItem => ({
    id: `block ${kind}`,
    name: blockKind(kind).title,
    glyph: <BlockGlyph kind={kind} />,
    hint: firstSentence(blockKind(kind).explanation),
    keywords: 'block',
  }));
  const insert = (chosen: string) => {
    const type = layerTypeNames.find((each) => `layer ${each}` === chosen);
    const kind = plannedBlockNames.find((each) => `block ${each}` === chosen);
    if (type !== undefined) insertAfter(cardId, { add: type });
    if (kind !== undefined) insertAfter(cardId, { addBlock: kind });
  };
  return (
    <SearchDialog
      title={`Insert after ${label}`}
      items={[...layers, ...blocks]}
      onChoose={insert}
      onClose={() => backTo(cardId)}
    />
  );
}

/** Every other card, with the reason where it cannot be fed; one that is fed already can be let go. */
function ConnectDialog({ cardId }: { readonly cardId: string }) {
  const network = useNetwork((state) => state.network);
  const { cards, edges } = useScene();
  const fed = new Map(edges.filter(({ from }) => from === cardId).map((edge) => [edge.to, edge]));
  const items = [...cards.values()]
    .filter(({ id }) => id !== cardId)
    .map(({ id, text: { label, glyph, shape } }): SearchItem => {
      const refusal = fed.has(id) ? null : connectionRefusal(network, cardId, id);
      return {
        id,
        name: fed.has(id) ? `Disconnect ${label}` : label,
        glyph: 'layer' in glyph ? <LayerGlyph type={glyph.layer} /> : <BlockGlyph kind={glyph.block} />,
        hint: refusal?.message ?? shape,
        disabled: refusal !== null,
        last: fed.has(id),
      };
    });
  const choose = (id: string) => {
    const edge = fed.get(id);
    if (edge === undefined) connectCards(cardId, id, null);
    else removeEdge(edge);
  };
  const title = `Connect ${cardLabel(network, cardId)} to`;
  return <SearchDialog title={title} items={items} onChoose={choose} onClose={() => backTo(cardId)} />;
}

function backTo(cardId: string): void {
  close();
  // An insertion goes to what it added.
  if (useInteraction.getState().tabStopId === cardId) focusCard(cardId);
}

function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/.exec(text)?.[0] ?? text;
}
