/** Blocks and the plans that made them: which layers a plan makes, and whether a block still is what its plan says. */
import { blockMembers, blocksById } from './blockTree';
import { blockKind, type PlannedBlockName } from './blocks';
import { exitsOf } from './cards';
import { incoming, type Block, type Connection, type LayerNode, type Network } from './graph';
import type { ParameterValues, Shape } from './layerType';
import { layerType } from './layers';
import { sameValue } from './parameter';
import { perNetwork } from './perNetwork';
import { feed, renumber, type Fragment, type Port } from './splice';

/** A layer of a plan with all its parameters. */
type CompleteLayer = ReturnType<ReturnType<typeof blockKind>['plan']>['layers'][number];

interface CompletePlan {
  readonly layers: readonly CompleteLayer[];
  /** Role of the layer whose output is the block's. */
  readonly output: string;
}

/** The layers of a plan as they are in a network. */
export interface PlannedPart extends Fragment {
  /** Id of the layer whose output is the block's. */
  readonly output: string;
  /** Inputs that what feeds the block feeds. */
  readonly entry: readonly Port[];
}

const plans = new WeakMap<ParameterValues, Map<PlannedBlockName, CompletePlan>>();

/** The plan of a kind for these parameters, which must be complete. Equal objects are planned once. */
function completePlan(kind: PlannedBlockName, parameters: ParameterValues): CompletePlan {
  const known = plans.get(parameters) ?? new Map<PlannedBlockName, CompletePlan>();
  plans.set(parameters, known);
  const plan = known.get(kind) ?? planAnew(kind, parameters);
  known.set(kind, plan);
  return plan;
}

function planAnew(kind: PlannedBlockName, parameters: ParameterValues): CompletePlan {
  const { layers, output } = blockKind(kind).plan(parameters);
  const complete = layers.map((layer) => ({
    ...layer,
    parameters: layerType(layer.type).parameters.parse(layer.parameters) as ParameterValues,
  }));
  return { layers: complete, output };
}

/**
 * The block that a plan makes, with its layers.
 * @param idOf Id of the layer for a role of the plan.
 */
export function plannedPart(
  block: Block & { readonly kind: PlannedBlockName },
  idOf: (layer: CompleteLayer) => string,
): PlannedPart {
  const { layers, output } = completePlan(block.kind, block.parameters);
  const ids = new Map(layers.map((layer) => [layer.role, idOf(layer)]));
  const nodes = layers.map((layer): LayerNode => ({
    id: ids.get(layer.role) ?? '',
    type: layer.type,
    parameters: layer.parameters,
    block: block.id,
    role: layer.role,
  }));
  const connections: Connection[] = [];
  const entry: Port[] = [];
  for (const { role, from } of layers) {
    const to = ids.get(role) ?? '';
    from.forEach((source, input) => {
      if (source === null) entry.push({ to, input });
      else connections.push({ from: ids.get(source) ?? '', to, input });
    });
  }
  const outputId = ids.get(output) ?? '';
  return {
    network: { nodes, connections: renumber(connections), blocks: [block] },
    inputs: [entry],
    outputs: [outputId],
    output: outputId,
    entry,
  };
}

/** A block of a kind with a plan; `null` for any other. */
export function plannedBlock(
  network: Network,
  id: string,
): (Block & { readonly kind: PlannedBlockName }) | null {
  const block = blocksById(network).get(id);
  return block === undefined || block.kind === 'custom' ? null : { ...block, kind: block.kind };
}

/** What a block of its plan is, and what feeds it (`null`: nothing); `null` where it was edited by hand. */
interface FollowedPlan extends PlannedPart {
  readonly source: string | null;
}

const followed = perNetwork(() => new Map<string, FollowedPlan | null>());

/** The plan of a block, where its layers are just those of the plan, wired as the plan says. */
export function followedPlan(network: Network, id: string): FollowedPlan | null {
  const known = followed(network).get(id);
  if (known !== undefined) return known;
  const found = comparedWithPlan(network, id);
  followed(network).set(id, found);
  return found;
}

/** Whether a block still is what its plan says, so that its parameters tell of it. */
export function followsPlan(network: Network, id: string): boolean {
  return followedPlan(network, id) !== null;
}

/** The inputs of a block that follows its plan and that nothing feeds; `null` of any other card. */
export function blockEntry(network: Network, card: string): readonly Port[] | null {
  const plan = followedPlan(network, card);
  return plan === null || plan.source !== null ? null : plan.entry;
}

function comparedWithPlan(network: Network, id: string): FollowedPlan | null {
  const block = plannedBlock(network, id);
  const members = blockMembers(network).get(id) ?? [];
  if (block === null || members.some((node) => node.block !== id)) return null;
  const byRole = new Map(members.map((node) => [node.role, node]));
  const { layers } = completePlan(block.kind, block.parameters);
  if (members.length !== layers.length) return null;
  const sameLayers = layers.every(({ role, type, parameters }) => {
    const node = byRole.get(role);
    return node?.type === type && sameParameters(node.parameters, parameters);
  });
  if (!sameLayers) return null;
  const plan = plannedPart(block, ({ role }) => byRole.get(role)?.id ?? '');
  const inside = new Set(members.map((node) => node.id));
  const arriving = members.flatMap((node) => incoming(network).get(node.id) ?? []);
  const [source = null, ...others] = new Set(
    arriving.map(({ from }) => from).filter((from) => !inside.has(from)),
  );
  const wired =
    others.length === 0 &&
    sameConnections(
      arriving,
      source === null ? plan.network.connections : feed(plan.network.connections, source, plan.entry),
    ) &&
    exitsOf(network, inside).every((exit) => exit === plan.output);
  return wired ? { ...plan, source } : null;
}

/** Whether two complete sets of parameters are equal. */
export function sameParameters(a: ParameterValues, b: ParameterValues): boolean {
  return a === b || Object.keys(a).every((name) => sameValue(a[name], b[name]));
}

function sameConnections(a: readonly Connection[], b: readonly Connection[]): boolean {
  const keys = new Set(a.map(({ from, to, input }) => `${from}>${to}#${input}`));
  return a.length === b.length && b.every(({ from, to, input }) => keys.has(`${from}>${to}#${input}`));
}

/**
 * The first of a few settings in which a block takes maps of `shape` without a problem inside, over what is `given`:
 * the defaults, then those that leave the channels as they are, then a projection. The defaults where none does.
 */
export function fittingParameters(
  kind: PlannedBlockName,
  shape: Shape | null,
  given: ParameterValues,
): ParameterValues {
  const { parameters: schema } = blockKind(kind);
  const channels = shape?.at(-1) ?? 0;
  const tries: readonly ParameterValues[] = [
    {},
    // A block may work on fewer channels than it gives.
    ...[1, 2, 4].map((factor) => ({ filters: channels / factor })),
    { projection: true },
  ];
  const fits = (settings: ParameterValues): boolean => {
    const result = schema.safeParse({ ...settings, ...given });
    return result.success && shape !== null && takes(kind, result.data as ParameterValues, shape);
  };
  return { ...(tries.find(fits) ?? {}), ...given };
}

function takes(kind: PlannedBlockName, parameters: ParameterValues, shape: Shape): boolean {
  const shapes = new Map<string | null, Shape>([[null, shape]]);
  for (const { role, type, parameters: own, from } of completePlan(kind, parameters).layers) {
    const arriving = from.flatMap((source) => {
      const known = shapes.get(source);
      return known === undefined ? [] : [known];
    });
    const result = layerType(type).outputShape(arriving, own);
    if (result.shape === undefined) return false;
    shapes.set(role, result.shape);
  }
  return true;
}
