/** Where branches meet in different shapes: a 1×1 convolution on the shortcut makes them equal, as in ResNet. */
import { setBlockParameters } from '../blockEdits';
import { followsPlan } from '../blockPlan';
import { blocksById } from '../blockTree';
import { addLayer } from '../edits';
import type { ParameterValues, Shape } from '../layerType';
import { layerType } from '../layers';
import type { Fix, InspectedNetwork } from '../problem';
import { upstream } from '../reach';
import { formatShape } from '../shape';

/** A projection with which what arrives at a joining layer fits; `null` where none does. */
export function projectionFix(inspected: InspectedNetwork, id: string): Fix | null {
  return blockProjection(inspected, id) ?? layerProjection(inspected, id);
}

/** Where the shortcut is part of a block's plan, the plan knows how. */
function blockProjection({ network, nodes }: InspectedNetwork, id: string): Fix | null {
  const block = blocksById(network).get(nodes.get(id)?.block ?? '');
  if (block?.parameters['projection'] !== false || !followsPlan(network, block.id)) return null;
  return {
    label: 'Turn on projection',
    apply: (now) => setBlockParameters(now, block.id, { projection: true }),
  };
}

function layerProjection(inspected: InspectedNetwork, id: string): Fix | null {
  const node = inspected.nodes.get(id);
  const shapes = (inspected.facts.get(id)?.inputShapes ?? []).filter((shape) => shape !== null);
  const sources = inspected.sources.get(id) ?? [];
  if (node === undefined || shapes.length !== sources.length) return null;
  const fits = (projected: Shape, index: number): boolean =>
    layerType(node.type).outputShape(shapes.with(index, projected), node.parameters).shape !== undefined;
  for (const index of shortcutsFirst(inspected, sources)) {
    const [from, source] = [shapes[index], sources[index]];
    const target = shapes.find((shape) => from !== undefined && formatShape(shape) !== formatShape(from));
    if (from === undefined || source === undefined || target === undefined) continue;
    const strides = stridesBetween(from, target);
    if (strides === null) continue;
    const [height = 0, width = 0, channels = 0] = target;
    // Where only the size stands in the way, as at Concatenate, the channels stay.
    const filters = [from[2] ?? 0, channels].find((count) => fits([height, width, count], index));
    if (filters === undefined) continue;
    const parameters = { filters, kernelSize: [1, 1], strides, padding: 'same', activation: 'linear' };
    const conv2d = layerType('conv2d');
    if (!conv2d.parameters.safeParse(parameters).success) continue;
    return {
      label: 'Add a 1×1 projection',
      apply: (network) =>
        addLayer(network, 'conv2d', {
          after: source,
          before: id,
          parameters: parameters satisfies ParameterValues,
        }),
    };
  }
  return null;
}

/** Strides along [height, width] that take one map to the size of another; `null` where none do. */
function stridesBetween(from: Shape, to: Shape): readonly [number, number] | null {
  if (from.length !== 3 || to.length !== 3) return null;
  const [down, across] = [0, 1].map((axis) => {
    const [length, wanted] = [from[axis] ?? 0, to[axis] ?? 0];
    const stride = Math.max(Math.round(length / wanted), 1);
    return Math.ceil(length / stride) === wanted ? stride : null;
  });
  return down === null || down === undefined || across === null || across === undefined
    ? null
    : [down, across];
}

/** The inputs by number, those first whose source comes before another's: the way past the layers between. */
function shortcutsFirst({ network }: InspectedNetwork, sources: readonly string[]): readonly number[] {
  const isShortcut = (source: string): boolean =>
    sources.some((other) => other !== source && upstream(network, other).has(source));
  return sources
    .map((source, index) => ({ index, rank: isShortcut(source) ? 0 : 1 }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ index }) => index);
}
