/** What is measured of each layer: the weights, one step's gradients and updates, and what it makes of some pictures. */
import * as tf from '@tensorflow/tfjs';
import { infer } from '../../network/inference';
import { rectifies } from '../../network/rectifies';
import { passTo } from '../inspection/inspected';
import type { NetworkModel } from '../model/networkModel';
import type { LayerHealth } from '../protocol/health';
import { hold, type HealthGathering } from './healthGathering';

/** Answers a part of each layer's health, by layer id, once the gathering was read. */
type LaterOfLayers<Part> = () => ReadonlyMap<string, Part>;

type OfWeights = Pick<LayerHealth, 'weights'>;
type OfStep = Pick<LayerHealth, 'gradients' | 'updateRatio'>;
type OfActivations = Pick<LayerHealth, 'activations' | 'deadUnits' | 'units'>;

/** At most so many activations are held for it at a time, of all layers together. */
const MOST_ACTIVATIONS = 4_000_000;
const MOST_PICTURES = 32;

/** Ids in topological order. */
export function layerIds(network: NetworkModel): readonly string[] {
  return infer(network.network).order;
}

/** How many pictures the activations are taken of, where there are as many. */
export function picturesToSample(network: NetworkModel): number {
  const { nodes } = infer(network.network);
  let activations = 0;
  for (const { outputShape } of nodes.values())
    activations += outputShape?.reduce((size, axis) => size * axis, 1) ?? 0;
  return Math.max(1, Math.min(MOST_PICTURES, Math.floor(MOST_ACTIVATIONS / activations)));
}

export function gatherWeights(to: HealthGathering, network: NetworkModel): LaterOfLayers<OfWeights> {
  const spreads = to.within(() =>
    trained(network).map(([id, variables]) => [id, to.addSpread(variables)] as const),
  );
  return () => new Map(spreads.map(([id, spread]) => [id, { weights: spread() }]));
}

/**
 * Looks at a step from before its update, where its gradients are known by the variables' names; what it answers is to be
 * called after the update.
 */
export function gatherStep(
  to: HealthGathering,
  network: NetworkModel,
  gradients: Readonly<tf.NamedTensorMap>,
): () => LaterOfLayers<OfStep> {
  const layers = trained(network);
  const before = new Map(layers.map(([id, variables]) => [id, variables.map(hold)]));
  return () => {
    const measured = to.within(() =>
      layers.map(([id, variables]) => {
        const old = before.get(id) ?? [];
        const found = variables.flatMap(({ name }) => gradients[name] ?? []);
        const change = variables.map(hold).map(({ values, of }, index) => ({
          values: tf.sub(values, old[index]?.values ?? values),
          of,
        }));
        return {
          id,
          gradients: found.length === 0 ? null : to.addSpread(found),
          change: to.addNorm(change),
          size: to.addNorm(old),
        };
      }),
    );
    tf.dispose([...before.values()].flat().map(({ values }) => values));
    return () =>
      new Map(
        measured.map(({ id, gradients: spread, change, size }) => {
          const ratio = change() / size();
          return [id, { gradients: spread?.() ?? null, updateRatio: Number.isFinite(ratio) ? ratio : null }];
        }),
      );
  };
}

/** Of every layer's output for pictures [n, height, width, channels]; the last one's after its softmax. */
export function gatherActivations(
  to: HealthGathering,
  network: NetworkModel,
  pictures: tf.Tensor4D,
): LaterOfLayers<OfActivations> {
  const nodes = new Map(network.network.nodes.map((node) => [node.id, node]));
  const measured = to.within(() =>
    [...outputsOf(network, pictures)].map(([id, output]) => {
      const node = nodes.get(id);
      // The largest of each unit over all pictures and places.
      const largest =
        node !== undefined && rectifies(node)
          ? to.add(tf.max(tf.abs(output), [...output.shape.keys()].slice(0, -1)))
          : null;
      return { id, activations: to.addSpread([output]), largest };
    }),
  );
  return () =>
    new Map(
      measured.map(({ id, activations, largest }) => {
        const units = largest?.() ?? new Float32Array();
        const deadUnits = units.reduce((dead, each) => dead + (each === 0 ? 1 : 0), 0);
        return [id, { activations: activations(), units: units.length, deadUnits }];
      }),
    );
}

/** A layer's health from the parts that are known of it. */
export function layerHealth(layerId: string, parts: Partial<LayerHealth>): LayerHealth {
  return {
    layerId,
    weights: null,
    gradients: null,
    updateRatio: null,
    activations: null,
    units: 0,
    deadUnits: 0,
    ...parts,
  };
}

/** The layers that training changes, with their variables. */
function trained(network: NetworkModel): (readonly [id: string, variables: readonly tf.Variable[]])[] {
  return layerIds(network).flatMap((id) => {
    // LayerVariable.read() answers the variable itself, as in `NetworkModel.trainable`.
    const variables = network.layer(id).trainableWeights.map((weight) => weight.read() as tf.Variable);
    return variables.length === 0 ? [] : [[id, variables] as const];
  });
}

function outputsOf(network: NetworkModel, pictures: tf.Tensor4D): ReadonlyMap<string, tf.Tensor> {
  const [inputId, ...others] = layerIds(network);
  const symbols = others.map((id) => [id, network.layer(id).output as tf.SymbolicTensor] as const);
  // A layer may hand on what another made (Dropout): tfjs takes each output only once.
  const wanted = [...new Map(symbols.map(([, symbol]) => [symbol.name, symbol])).values()];
  const outputs = passTo(network, wanted, pictures);
  const byName = new Map(wanted.map(({ name }, index) => [name, outputs[index] as tf.Tensor]));
  const last = network.model.outputs[0]?.name;
  const shown = symbols.map(([id, { name }]) => {
    const output = byName.get(name) as tf.Tensor;
    return [id, name === last ? tf.softmax(output as tf.Tensor2D) : output] as const;
  });
  return new Map<string, tf.Tensor>([[inputId ?? '', pictures], ...shown]);
}
