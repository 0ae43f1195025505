/** Layers with kernels in a row and nothing bent between them: together they compute what one of them could. */
import { setParameters } from '../edits';
import { layerType } from '../layers';
import type { LayerNode } from '../graph';
import type { InspectedNetwork, Problem } from '../problem';

/** A warning on each layer whose weighted sums go into another weighted sum as they are. */
export function linearityWarnings({ facts, nodes, sources, labels }: InspectedNetwork): readonly Problem[] {
  /** Per node, the layer since which values were only weighed and added up. */
  const roots = new Map<string, string>();
  /** Per node, the layers with kernels since then. */
  const unbent = new Map<string, ReadonlySet<string>>();
  /** Each such layer with the first kernel layer it runs into. */
  const meets = new Map<string, string>();
  for (const [id, { multiplyAdds }] of facts) {
    const node = nodes.get(id);
    if (node === undefined) continue;
    const before = sources.get(id) ?? [];
    const [root = id, ...others] = new Set(before.map((source) => roots.get(source) ?? source));
    // Branches that bend what they do not share make more of their sum than one kernel could.
    const startsAnew = others.length > 0;
    const arriving = new Set(startsAnew ? [] : before.flatMap((source) => [...(unbent.get(source) ?? [])]));
    const hasKernel = multiplyAdds > 0;
    if (hasKernel) for (const earlier of arriving) if (!meets.has(earlier)) meets.set(earlier, id);
    const bends = startsAnew || layerType(node.type).nonLinear(node.parameters);
    roots.set(id, bends ? id : root);
    if (bends || readsOneChannel(node)) unbent.set(id, new Set());
    else unbent.set(id, hasKernel ? new Set([id]) : arriving);
  }
  return [...meets].map(([id, next]) => {
    const message =
      `Nothing non-linear lies between this layer and ${labels.get(next) ?? next}, so the two can learn no more than one. ` +
      `Give it an activation.`;
    const hasActivation = Object.hasOwn(nodes.get(id)?.parameters ?? {}, 'activation');
    return {
      severity: 'warning',
      nodeId: id,
      message,
      ...(hasActivation
        ? {
            fix: {
              label: 'Set activation to relu',
              apply: (network) => setParameters(network, id, { activation: 'relu' }),
            },
          }
        : {}),
    } satisfies Problem;
  });
}

/** One channel each, then a mix of channels, is cheaper than both at once: two layers on purpose. */
function readsOneChannel({ type, parameters }: LayerNode): boolean {
  const picture = layerType(type).picture(parameters);
  return picture.kind === 'window' && picture.result === 'weightedSum' && picture.reads === 'oneChannel';
}
