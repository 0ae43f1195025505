/** Layers with kernels in a row and nothing bent between them: together they compute what one of them could. */
import { setParameters } from '../edits';
import { layerType } from '../layers';
import type { InspectedNetwork, Problem } from '../problem';

/** A warning on each layer whose weighted sums go into another weighted sum as they are. */
export function linearityWarnings({ facts, nodes, sources, labels }: InspectedNetwork): readonly Problem[] {
  /** Per node, the layers with kernels whose sums leave it unbent. */
  const unbent = new Map<string, ReadonlySet<string>>();
  /** Each such layer with the first kernel layer it runs into. */
  const meets = new Map<string, string>();
  for (const [id, { weights }] of facts) {
    const node = nodes.get(id);
    if (node === undefined) continue;
    const arriving = new Set((sources.get(id) ?? []).flatMap((source) => [...(unbent.get(source) ?? [])]));
    const hasKernel = weights.some(({ shape }) => shape.length >= 2);
    if (hasKernel) for (const earlier of arriving) if (!meets.has(earlier)) meets.set(earlier, id);
    if (layerType(node.type).nonLinear(node.parameters)) unbent.set(id, new Set());
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
