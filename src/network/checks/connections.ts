/** One Input, every layer fed, every output used. */
import { connect } from '../connecting';
import { addLayer, removeNode } from '../edits';
import { layerType } from '../layers';
import { isInput, type Fix, type InspectedNetwork, type Problem } from '../problem';

/** Missing and extra Inputs, layers that nothing reaches, and outputs that lead nowhere. */
export function connectionProblems(inspected: InspectedNetwork): readonly Problem[] {
  const ids = [...inspected.facts.keys()];
  const inputIds = ids.filter((id) => isInput(inspected.nodes.get(id)));
  const inputId = inputIds.find((id) => inspected.targets.get(id)?.length !== 0) ?? inputIds[0];
  const extraInputIds = inputIds.filter((id) => id !== inputId);
  if (ids.length === 0) return [missingInput(null, 'The network has no layers yet. Begin with an Input.')];
  const firstUnfed = ids.find((id) => isUnfed(inspected, id)) ?? null;
  const missing =
    inputId === undefined
      ? [missingInput(firstUnfed, 'The network has no Input, so no image can enter it.')]
      : [];
  const extra = extraInputIds.map((id): Problem => {
    const message = `The network has an Input already (${labelOf(inspected, inputId ?? id)}), and images enter in one place.`;
    return { severity: 'error', nodeId: id, message, fix: removal(inspected, id) };
  });
  const unfed = ids
    .filter((id) => isUnfed(inspected, id) && (inputId !== undefined || id !== firstUnfed))
    .map((id) => unfedProblem(inspected, id, inputId));
  return [
    ...missing,
    ...extra,
    ...unfed,
    ...ids.flatMap((id) => tooFewInputs(inspected, id)),
    ...deadEnds(inspected, extraInputIds),
  ];
}

function isUnfed({ nodes, sources }: InspectedNetwork, id: string): boolean {
  return !isInput(nodes.get(id)) && sources.get(id)?.length === 0;
}

function missingInput(nodeId: string | null, message: string): Problem {
  const fix: Fix = { label: 'Add Input', apply: (network) => addLayer(network, 'input') };
  return { severity: 'error', nodeId, message, fix };
}

function unfedProblem(inspected: InspectedNetwork, id: string, inputId: string | undefined): Problem {
  const fix: Fix =
    inputId !== undefined && inspected.targets.get(inputId)?.length === 0
      ? { label: `Connect ${labelOf(inspected, inputId)}`, apply: (network) => connect(network, inputId, id) }
      : removal(inspected, id);
  const message = 'Nothing reaches this layer. Connect one to it, or remove it.';
  return { severity: 'error', nodeId: id, message, fix };
}

function tooFewInputs(inspected: InspectedNetwork, id: string): readonly Problem[] {
  const node = inspected.nodes.get(id);
  const connected = inspected.sources.get(id)?.length ?? 0;
  if (node === undefined || connected === 0) return [];
  const { className, inputs } = layerType(node.type);
  if (connected >= inputs.min) return [];
  const message = `${className} joins ${inputs.min} inputs or more, but has ${connected}. Connect another layer to it, or remove it.`;
  return [{ severity: 'error', nodeId: id, message, fix: removal(inspected, id) }];
}

/** Layers that are fed but feed nothing, apart from the one that makes the prediction. */
function deadEnds(inspected: InspectedNetwork, extraInputIds: readonly string[]): readonly Problem[] {
  const { facts, targets, outputId } = inspected;
  return [...facts.keys()]
    .filter((id) => targets.get(id)?.length === 0 && id !== outputId)
    .filter((id) => !isUnfed(inspected, id) && !extraInputIds.includes(id))
    .map((id) => {
      const end = outputId === null ? 'elsewhere' : `from ${labelOf(inspected, outputId)}`;
      const message = `Its output goes nowhere: the prediction comes ${end}. Connect it to another layer, or remove it.`;
      const removable = !isInput(inspected.nodes.get(id));
      return {
        severity: 'error',
        nodeId: id,
        message,
        ...(removable ? { fix: removal(inspected, id) } : {}),
      };
    });
}

function removal(inspected: InspectedNetwork, id: string): Fix {
  return { label: `Remove ${labelOf(inspected, id)}`, apply: (network) => removeNode(network, id) };
}

function labelOf({ labels }: InspectedNetwork, id: string): string {
  return labels.get(id) ?? id;
}
