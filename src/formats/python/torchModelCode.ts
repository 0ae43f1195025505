/** The part of a PyTorch script that builds the network, and the table of its weights. */
import type { z } from 'zod';
import { blockLabels, blockPath } from '../../network/blockTree';
import { findNode, isChain, predecessors, type LayerNode, type Network } from '../../network/graph';
import { infer, type NodeInference } from '../../network/inference';
import type { Shape, WeightSpec } from '../../network/layerType';
import { toKerasFunctional } from '../keras/config';
import { indented, pythonComment, pythonText, pythonValue } from './literal';
import { torchLayers, type TorchLayer } from './torchLayers';

interface TorchModelCode {
  /** `class Network(nn.Module):` */
  readonly model: string;
  /** `WEIGHTS = […]` and `PENALTIES = […]` */
  readonly tables: string;
  readonly usesAveragePool: boolean;
}

interface WrittenLayer {
  readonly node: LayerNode;
  readonly name: string;
  readonly facts: NodeInference;
  readonly torch: TorchLayer;
}

/** Throws where a layer has no output shape: ask `networkEnds` first. */
export function torchModelCode(network: Network): TorchModelCode {
  const { layerNameOf } = toKerasFunctional(network);
  const inference = infer(network);
  const sources = predecessors(network);
  const chained = isChain(network);
  const nameOf = (id: string): string => layerNameOf.get(id) ?? '';
  const layers = inference.order.map((id): WrittenLayer => {
    const node = findNode(network, id);
    const facts = inference.nodes.get(id);
    if (node === undefined || facts?.outputShape == null)
      throw new Error(`Layer "${id}" has no output shape.`);
    const from = sources.get(id) ?? [];
    const inputs = chained || from.length === 0 ? ['x'] : from.map(nameOf);
    const torch = written(node, nameOf(id), facts, facts.outputShape, inputs);
    return { node, name: nameOf(id), facts, torch: id === inference.outputId ? atLogits(torch) : torch };
  });
  const titles = titlesOf(network, layers);
  const lines = (of: (layer: WrittenLayer) => readonly string[]): string =>
    layers.flatMap((layer) => [...titles(layer), ...of(layer)]).join('\n');
  const modules = layers.flatMap(({ torch }) => torch.modules ?? []);
  const output = chained ? 'x' : nameOf(inference.outputId ?? '');
  const init = [
    'super().__init__()',
    ...modules.map((line) => `self.${line}`),
    ...layers.flatMap(frozenParameters).map((name) => `self.${name}.requires_grad_(False)`),
  ].join('\n');
  const forward = [
    lines(({ name, torch: { expression } }) => {
      const variable = chained ? 'x' : name;
      return expression === variable ? [] : [`${variable} = ${expression}`];
    }),
    `return ${output}`,
  ].join('\n');
  return {
    model: `class Network(nn.Module):
    """Images [n, CHANNELS, HEIGHT, WIDTH], 0 to 1, to the logits of the classes [n, classes]."""

    def __init__(self):
${indented(init, 2)}

${keptStill(layers)}    def forward(self, x):
${indented(forward, 2)}`,
    tables: tablesOf(layers),
    usesAveragePool: layers.some(({ torch }) => torch.expression.startsWith('average_pool(')),
  };
}

/** Parameters that no step changes: those that Keras has not, and all of a frozen layer. */
function frozenParameters({ node, torch }: WrittenLayer): readonly string[] {
  if (node.trainable !== false) return torch.frozen ?? [];
  const targets = (torch.weights ?? []).map(({ target }) => target);
  return [...new Set([...(torch.frozen ?? []), ...targets])].filter((name) => !name.includes('.running_'));
}

/** A frozen BatchNormalization normalizes as in prediction, in training too. */
function keptStill(layers: readonly WrittenLayer[]): string {
  const names = layers
    .filter(({ node, torch }) => {
      const targets = (torch.weights ?? []).map(({ target }) => target);
      return node.trainable === false && targets.some((target) => target.endsWith('.running_mean'));
    })
    .map(({ name }) => `self.${name}`);
  if (names.length === 0) return '';
  return `    def train(self, mode=True):
        super().train(mode)
        for frozen in [${names.join(', ')}]:
            frozen.eval()
        return self

`;
}

type Writer = (layer: {
  readonly name: string;
  readonly parameters: z.output<z.ZodObject>;
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  readonly inputs: readonly string[];
}) => TorchLayer;

function written(
  node: LayerNode,
  name: string,
  facts: NodeInference,
  outputShape: Shape,
  inputs: readonly string[],
): TorchLayer {
  const writer = torchLayers[node.type] as Writer;
  const inputShapes = facts.inputShapes.filter((shape) => shape !== null);
  return writer({ name, parameters: node.parameters, inputShapes, outputShape, inputs });
}

/** The loss is computed from what comes before the last softmax. */
function atLogits(torch: TorchLayer): TorchLayer {
  const { expression } = torch;
  const inner =
    /^F\.softmax\((.*), 1\)$/.exec(expression)?.[1] ?? /^(\w+)\.softmax\(1\)$/.exec(expression)?.[1];
  return inner === undefined ? torch : { ...torch, expression: inner };
}

/** The title of a block above the first of its layers. */
function titlesOf(
  network: Network,
  layers: readonly WrittenLayer[],
): (layer: WrittenLayer) => readonly string[] {
  const labels = blockLabels(network);
  const before = new Map(layers.map(({ node }, index) => [node.id, layers[index - 1]?.node.block]));
  return ({ node: { id, block } }) => {
    if (block === before.get(id)) return [];
    const title = blockPath(network, block).map((each) => labels.get(each) ?? each);
    return [`# ${title.length === 0 ? '---' : pythonComment(title.join(' / '))}`];
  };
}

function tablesOf(layers: readonly WrittenLayer[]): string {
  const rows: string[] = [];
  const penalties: string[] = [];
  for (const { name, facts, torch } of layers) {
    facts.weights.forEach((spec, index) => {
      const place = torch.weights?.[index];
      if (place === undefined)
        throw new Error(`Layer "${name}" has no place for its ${spec.name} in PyTorch.`);
      const [fanIn, fanOut] = fansOf(spec);
      const cells = [
        pythonText(place.target),
        pythonText(`layers/${name}/vars/${index}`),
        pythonValue(place.axes),
        pythonText(spec.initializer),
        String(fanIn),
        String(fanOut),
      ];
      rows.push(`    (${cells.join(', ')}),\n`);
      const { regularizer } = spec;
      if (regularizer !== undefined)
        penalties.push(`    (${pythonText(place.target)}, ${regularizer.l1}, ${regularizer.l2}),\n`);
    });
  }
  return `# Of each weight: its name here, where a .keras file has it, how Keras's axes lie here, and how it begins:
# initializer, fan in, fan out.
WEIGHTS = [
${rows.join('')}]

# Weights whose size adds to the loss: l1 * sum(|w|) + l2 * sum(w^2).
PENALTIES = [
${penalties.join('')}]`;
}

/** Keras's compute_fans: a convolution kernel [height, width, in, out] counts its window on both sides. */
function fansOf({ shape }: WeightSpec): readonly [number, number] {
  if (shape.length < 2) return [shape[0] ?? 1, shape[0] ?? 1];
  const window = shape.slice(0, -2).reduce((size, axis) => size * axis, 1);
  return [window * (shape.at(-2) ?? 1), window * (shape.at(-1) ?? 1)];
}
