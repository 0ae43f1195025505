/** All that the canvas draws, and where: cards, the frames of open blocks, and the edges between. */
import { blockMembers, blockLabels, blocksById } from '../../../network/blockTree';
import { findNode, type Connection, type Network } from '../../../network/graph';
import type { NetworkInference } from '../../../network/inference';
import type { Shape } from '../../../network/layerType';
import { outline } from '../../../network/outline';
import { formatShape } from '../../../network/shape';
import type { Positions } from '../../../state/network';
import { layOut, type Layout, type Place, type Rect, type Sketch } from '../layout';
import { layOutByHand } from '../manualLayout';
import { blockText, cardSize, layerText, type CardText } from './cardText';
import { inPort, outPort } from './edgePath';

export interface SceneCard {
  readonly id: string;
  /** The open block that it lies in. */
  readonly frame: string | null;
  readonly text: CardText;
  readonly rect: Rect;
  /** The layers in it: itself, or all of a closed block. */
  readonly members: readonly string[];
}

export interface SceneFrame {
  readonly id: string;
  readonly label: string;
  readonly parent: string | null;
  readonly rect: Rect;
}

export interface SceneEdge {
  readonly id: string;
  /** `Conv2D 1 to Add 1`. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly connections: readonly Connection[];
  /** Of what flows; `null` where it is not known. */
  readonly shape: Shape | null;
  /** Whether this edge is the one of those from its card that says the shape. */
  readonly saysShape: boolean;
  readonly points: readonly Place[];
}

export interface Scene {
  /** Whether cards lie where they were put, and not where the layout puts them. */
  readonly byHand: boolean;
  /** In topological order. */
  readonly cards: ReadonlyMap<string, SceneCard>;
  readonly order: readonly string[];
  /** An outer frame before those in it. */
  readonly frames: readonly SceneFrame[];
  readonly edges: readonly SceneEdge[];
}

interface Drawn {
  readonly network: Network;
  readonly positions: Positions;
  readonly openBlocks: ReadonlySet<string>;
  readonly inference: NetworkInference;
  /** Whether cards show what their layers see. */
  readonly strips: boolean;
}

/** The scene of a drawing. What says what it said in `before` is the same object, so that it is not drawn anew. */
export function sceneOf(drawn: Drawn, before?: Scene): Scene {
  const { network, positions, openBlocks, inference, strips } = drawn;
  const { cards, frames, edges } = outline(network, openBlocks);
  const texts = new Map(cards.map(({ id, kind }) => [id, textOf(id, kind, network, inference)]));
  const membersOf = (id: string): readonly string[] =>
    blockMembers(network)
      .get(id)
      ?.map((node) => node.id) ?? [id];
  const sketch: Sketch = {
    cards: cards.flatMap(({ id, frame }) => {
      const text = texts.get(id);
      return text === undefined ? [] : [{ id, frame, members: membersOf(id), ...cardSize(text, strips) }];
    }),
    frames,
    edges: edges.toSorted((a, b) => firstInput(a) - firstInput(b)),
  };
  const layout = laidOut(sketch, positions);
  const drawnCards = new Map<string, SceneCard>();
  for (const { id, frame, members = [id] } of sketch.cards) {
    const [text, rect] = [texts.get(id), layout.cards.get(id)];
    if (text === undefined || rect === undefined) continue;
    const card = { id, frame, text, rect, members };
    const known = before?.cards.get(id);
    drawnCards.set(id, known !== undefined && sameCard(known, card) ? known : card);
  }
  const labels = blockLabels(network);
  const told = new Set<string>();
  const knownEdges = new Map(before?.edges.map((edge) => [edge.id, edge]));
  return {
    byHand: isByHand(positions),
    cards: drawnCards,
    order: cards.map(({ id }) => id),
    frames: frames.flatMap(({ id, parent }) => {
      const rect = layout.frames.get(id);
      if (rect === undefined) return [];
      const frame = { id, parent, rect, label: labels.get(id) ?? id };
      return same(
        before?.frames.find((known) => known.id === id),
        frame,
      );
    }),
    edges: edges.flatMap((edge) => {
      const [from, to] = [layout.cards.get(edge.from), layout.cards.get(edge.to)];
      if (from === undefined || to === undefined) return [];
      const saysShape = !told.has(edge.from);
      told.add(edge.from);
      return same(knownEdges.get(edge.id), {
        ...edge,
        name: [edge.from, edge.to].map((id) => texts.get(id)?.label ?? id).join(' to '),
        shape: inference.nodes.get(edge.connections[0]?.from ?? '')?.outputShape ?? null,
        saysShape,
        points: [outPort(from), ...(layout.routes.get(edge.id) ?? []), inPort(to)],
      });
    }),
  };
}

/** What a screen reader's user hears of a card besides its name: `output 126 × 126 × 32, 896 parameters, from Input 1`. */
export function spoken(card: SceneCard, scene: Scene): string {
  const { shape, parameters, multiplyAdds, problems, summary } = card.text;
  const sources = scene.edges.filter(({ to }) => to === card.id);
  const names = sources.map(({ from }) => scene.cards.get(from)?.text.label ?? from);
  return [
    ...(card.text.kind === 'block' ? [`a closed block of ${summary}`] : []),
    shape === 'no output' ? shape : `output ${shape}`,
    ...(parameters === '' ? [] : [parameters]),
    ...(multiplyAdds === '' ? [] : [multiplyAdds.replace('mult', 'multiply')]),
    ...(names.length === 0 ? [] : [`from ${names.join(' and ')}`]),
    ...problems.map(({ severity, message }) => `${severity}: ${message}`),
  ].join(', ');
}

/** `126 × 126 × 32`; empty where it is not known. */
export function edgeLabel({ shape }: SceneEdge): string {
  return shape === null ? '' : formatShape(shape);
}

/** The input that an edge ends at; of several, the first. */
function firstInput({ connections }: { readonly connections: readonly Connection[] }): number {
  return Math.min(...connections.map(({ input }) => input));
}

function textOf(
  id: string,
  kind: 'layer' | 'block',
  network: Network,
  inference: NetworkInference,
): CardText | undefined {
  const node = kind === 'layer' ? findNode(network, id) : undefined;
  if (node !== undefined) return layerText(network, inference, node);
  const block = blocksById(network).get(id);
  return block === undefined ? undefined : blockText(network, inference, block);
}

let lastKey = '';
let lastLayout: Layout | null = null;

/** The layout of a sketch; most edits change no card's size and no edge, and then it is the last one. */
function laidOut(sketch: Sketch, positions: Positions): Layout {
  const key = JSON.stringify([sketch.cards, sketch.frames, sketch.edges.map(({ id }) => id), positions]);
  if (lastLayout === null || key !== lastKey) {
    lastLayout = isByHand(positions) ? layOutByHand(sketch, positions) : layOut(sketch);
    lastKey = key;
  }
  return lastLayout;
}

/** The known object where it says the same as the new one. */
function same<T>(known: T | undefined, now: T): T {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(now) ? known : now;
}

function isByHand(positions: Positions): boolean {
  return Object.keys(positions).length > 0;
}

function sameCard(a: SceneCard, b: SceneCard): boolean {
  return (
    JSON.stringify([a.frame, a.rect, a.text, a.members]) ===
      JSON.stringify([b.frame, b.rect, b.text, b.members]) &&
    // A fix is a function of the network it was found in.
    a.text.problems.every((problem, at) => problem.fix === b.text.problems[at]?.fix)
  );
}
