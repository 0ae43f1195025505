/** The end of the network: one vector of probabilities with a number per class. */
import { addLayer, newId, removeNode, setParameters } from '../edits';
import type { LayerNode } from '../graph';
import { layerType } from '../layers';
import { parametersOf } from '../parameter';
import type { Fix, InspectedNetwork, Problem } from '../problem';
import { formatShape } from '../shape';

/** An end that is no prediction, a wrong number of classes, and softmax where it does not belong. */
export function predictionProblems(inspected: InspectedNetwork): readonly Problem[] {
  const { facts, nodes, outputId } = inspected;
  const node = outputId === null ? undefined : nodes.get(outputId);
  const shape = outputId === null ? null : facts.get(outputId)?.outputShape;
  if (node === undefined || shape === null || shape === undefined) return [];
  const [width] = shape;
  if (width === undefined || shape.length !== 1)
    return [endsInFeatureMaps(inspected, node.id, formatShape(shape))];
  if (!isSoftmax(node)) return [endsWithoutSoftmax(inspected, node)];
  return [...classCountProblems(inspected, node.id, width), ...hiddenSoftmax(inspected, node.id)];
}

function endsInFeatureMaps({ context }: InspectedNetwork, id: string, shape: string): Problem {
  return {
    severity: 'error',
    nodeId: id,
    message:
      `The network ends here, in feature maps of ${shape}. A prediction is one number per class: end with Flatten (or ` +
      `GlobalAveragePooling2D) and a Dense layer with softmax.`,
    fix: {
      label: 'Add Flatten and Dense',
      apply(network) {
        const flattenId = newId(network, 'flatten');
        return addClassifier(addLayer(network, 'flatten', { after: id }), flattenId, context.classes);
      },
    },
  };
}

function endsWithoutSoftmax(inspected: InspectedNetwork, node: LayerNode): Problem {
  const { labels, nodes, sources, context } = inspected;
  const problem = { severity: 'error', nodeId: node.id } as const;
  const label = labels.get(node.id) ?? node.id;
  const before = nodes.get(sources.get(node.id)?.[0] ?? '');
  if (before !== undefined && isSoftmax(before)) {
    return {
      ...problem,
      message: `${label} comes after the last layer, ${labels.get(before.id) ?? before.id}, and would spoil its probabilities.`,
      fix: { label: `Remove ${label}`, apply: (network) => removeNode(network, node.id) },
    };
  }
  if (acceptsSoftmax(node)) {
    return {
      ...problem,
      message:
        'This is the last layer: it needs softmax, which turns its numbers into probabilities that add up to 1.',
      fix: {
        label: 'Set activation to softmax',
        apply: (network) => setParameters(network, node.id, { activation: 'softmax' }),
      },
    };
  }
  return {
    ...problem,
    message:
      'The network ends here, but a prediction comes from a Dense layer with softmax and a unit per class.',
    fix: { label: 'Add Dense', apply: (network) => addClassifier(network, node.id, context.classes) },
  };
}

function classCountProblems(
  inspected: InspectedNetwork,
  outputId: string,
  width: number,
): readonly Problem[] {
  const { classes } = inspected.context;
  const known = classes !== undefined && classes >= 2;
  if (known ? width === classes : width >= 2) return [];
  const [nodeId, name] = widthSetter(inspected, outputId);
  const count = known ? classes : 2;
  const message = known
    ? `The data set has ${classes} classes, but the network predicts ${width}: it needs one number per class.`
    : 'One number through softmax is always 1, so this predicts nothing: use one per class, two at least.';
  const fix: Fix | undefined =
    name === null
      ? undefined
      : {
          label: `Set ${name} to ${count}`,
          apply: (network) => setParameters(network, nodeId, { [name]: count }),
        };
  return [{ severity: 'error', nodeId, message, ...(fix === undefined ? {} : { fix }) }];
}

/** Softmax inside a network lets one value of each cell through and starves the gradient of the rest. */
function hiddenSoftmax({ facts, nodes, labels }: InspectedNetwork, outputId: string): readonly Problem[] {
  return [...facts.keys()].flatMap((id): readonly Problem[] => {
    const node = nodes.get(id);
    if (node === undefined || id === outputId || !isSoftmax(node)) return [];
    const fix: Fix = Object.hasOwn(node.parameters, 'activation')
      ? {
          label: 'Set activation to relu',
          apply: (network) => setParameters(network, id, { activation: 'relu' }),
        }
      : {
          label: `Remove ${labels.get(id) ?? id}`,
          apply: (network) => removeNode(network, id),
        };
    const message =
      'Softmax belongs to the last layer: here it lets little through, and training is slow. Use relu.';
    return [{ severity: 'warning', nodeId: id, message, fix }];
  });
}

/** The layer and parameter that decide how many numbers come out: units or filters, looking back while the width stays. */
function widthSetter(
  { facts, nodes, sources }: InspectedNetwork,
  outputId: string,
): [string, 'units' | 'filters' | null] {
  let id = outputId;
  for (;;) {
    const parameters = nodes.get(id)?.parameters ?? {};
    if (Object.hasOwn(parameters, 'units')) return [id, 'units'];
    if (Object.hasOwn(parameters, 'filters')) return [id, 'filters'];
    const [before, ...others] = sources.get(id) ?? [];
    const widthStays =
      before !== undefined && facts.get(before)?.outputShape?.at(-1) === facts.get(id)?.outputShape?.at(-1);
    if (before === undefined || others.length > 0 || !widthStays) return [outputId, null];
    id = before;
  }
}

function addClassifier(network: Parameters<Fix['apply']>[0], after: string, classes = 2) {
  return addLayer(network, 'dense', {
    after,
    parameters: { units: Math.max(classes, 2), activation: 'softmax' },
  });
}

/** As an activation of its own layer or of another. */
function isSoftmax({ type, parameters }: LayerNode): boolean {
  return parameters['activation'] === 'softmax' || layerType(type).picture(parameters).kind === 'softmax';
}

function acceptsSoftmax(node: LayerNode): boolean {
  return parametersOf(layerType(node.type).parameters).some(
    ({ name, schema }) => name === 'activation' && schema.safeParse('softmax').success,
  );
}
