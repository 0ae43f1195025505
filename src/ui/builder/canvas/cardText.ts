/** What the card of a layer or block says, as plain words; how large it is follows from them. */
import type { BlockKindName } from '../../../network/blocks';
import { blockFacts } from '../../../network/blockFacts';
import { blockLabels } from '../../../network/blockTree';
import { trainability } from '../../../network/freezing';
import { labels, type Block, type LayerNode, type Network } from '../../../network/graph';
import type { NetworkInference } from '../../../network/inference';
import type { Shape } from '../../../network/layerType';
import { layerType, type LayerTypeName } from '../../../network/layers';
import type { Problem } from '../../../network/problem';
import { formatShape } from '../../../network/shape';
import { countOf, formatCount } from '../../shared/format';
import type { Size } from '../layout';

export interface CardText {
  readonly kind: 'layer' | 'block';
  /** What its picture shows. */
  readonly glyph: { readonly layer: LayerTypeName } | { readonly block: BlockKindName };
  /** `Conv2D 1`. */
  readonly label: string;
  /** Its parameters in one line; empty where it has none. */
  readonly summary: string;
  /** `126 × 126 × 32`. */
  readonly shape: string;
  /** `896 parameters`, `896 parameters, frozen`; empty where it has none. */
  readonly parameters: string;
  /** `14 M mult-adds`; empty where it has none. */
  readonly multiplyAdds: string;
  readonly problems: readonly Problem[];
  /** The layer whose output its strip shows. */
  readonly stripOf: string | null;
  /** Whether anything can feed it: nothing feeds an Input. */
  readonly takesInput: boolean;
}

export function layerText(network: Network, inference: NetworkInference, node: LayerNode): CardText {
  const facts = inference.nodes.get(node.id);
  const { inputs, summary } = layerType(node.type);
  const takesInput = inputs.max > 0;
  return {
    kind: 'layer',
    glyph: { layer: node.type },
    label: labels(network).get(node.id) ?? node.id,
    // The shape of what comes in is all that an Input has to say.
    summary: takesInput ? summary(node.parameters) : '',
    shape: shapeText(facts?.outputShape ?? null),
    parameters: parametersText(facts?.parameters, trainability(network, node.id)),
    multiplyAdds: multiplyAddsText(facts?.multiplyAdds ?? 0),
    problems: facts?.problems ?? [],
    stripOf: node.id,
    takesInput,
  };
}

export function blockText(network: Network, inference: NetworkInference, block: Block): CardText {
  const facts = blockFacts(network, inference, block.id);
  return {
    kind: 'block',
    glyph: { block: block.kind },
    label: blockLabels(network).get(block.id) ?? block.title,
    summary: countOf(facts.layers, 'layer'),
    shape: [...new Set(facts.outputShapes.map(shapeText))].join(', '),
    parameters: parametersText(facts.parameters, trainability(network, block.id)),
    multiplyAdds: multiplyAddsText(facts.multiplyAdds),
    problems: facts.problems,
    stripOf: facts.outputs.at(-1) ?? null,
    takesInput: true,
  };
}

function shapeText(shape: Shape | null): string {
  return shape === null ? 'no output' : formatShape(shape);
}

function parametersText(
  parameters: { readonly trainable: number; readonly nonTrainable: number } | undefined,
  trained: ReturnType<typeof trainability>,
): string {
  const count = (parameters?.trainable ?? 0) + (parameters?.nonTrainable ?? 0);
  const frozen = trained === 'none' ? ', frozen' : trained === 'some' ? ', partly frozen' : '';
  return count === 0 ? '' : `${formatCount(count)} ${count === 1 ? 'parameter' : 'parameters'}${frozen}`;
}

function multiplyAddsText(multiplyAdds: number): string {
  return multiplyAdds === 0 ? '' : `${formatMagnitude(multiplyAdds)} mult-adds`;
}

/** `950`, `9.5 k`, `14 M`, `3.9 G`. */
export function formatMagnitude(value: number): string {
  const units = ['', ' k', ' M', ' G', ' T'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  const scaled = value / 1000 ** power;
  return `${scaled < 10 && power > 0 ? scaled.toFixed(1) : Math.round(scaled)}${units[power] ?? ''}`;
}

const CARD_WIDTH = 272;
/** Around the text, above and below together. */
const RIM = 18;
/** Heights of lines, as LayerCard.module.css sets them. */
const line = { label: 20, summary: 16, shape: 18, parameters: 16, problem: 17 };
const STRIP = 48;
/** Around a problem's words, and its button. */
const problemRim = 22;
const FIX = 32;
const CHARACTERS_A_LINE = 32;

/** The size of a card that says this: computed, so that the layout need not wait for the page to measure it. */
export function cardSize({ summary, parameters, problems, stripOf }: CardText, strips: boolean): Size {
  const shownProblems = problems.slice(0, MOST_PROBLEMS);
  const problemHeights = shownProblems.map(
    ({ message, fix }) =>
      problemRim +
      Math.ceil(message.length / CHARACTERS_A_LINE) * line.problem +
      (fix === undefined ? 0 : FIX),
  );
  return {
    width: CARD_WIDTH,
    height:
      RIM +
      line.label +
      (summary === '' ? 0 : line.summary) +
      line.shape +
      (parameters === '' ? 0 : line.parameters) +
      (strips && stripOf !== null ? STRIP : 0) +
      problemHeights.reduce((sum, height) => sum + height, 0) +
      (problems.length > MOST_PROBLEMS ? line.problem : 0),
  };
}

/** A block may hold many: the others are seen when it is opened. */
export const MOST_PROBLEMS = 2;
