/** A built network with a random picture, for tests of what is asked of it. */
import * as tf from '@tensorflow/tfjs';
import type { Network } from '../../network/graph';
import type { Dataset } from '../data/dataset';
import { NetworkModel } from '../model/networkModel';
import type { InspectionAnswer, InspectionKind, InspectionQuery } from '../protocol/inspections';
import { random } from '../random';
import { HealthRecorder } from '../training/healthRecorder';
import { inspections } from './inspections';
import type { Inspection, InspectionContext } from './inspections';

export interface Inspected {
  readonly network: NetworkModel;
  readonly probe: tf.Tensor4D;
  ask<Kind extends InspectionKind>(kind: Kind, query: InspectionQuery<Kind>): Promise<InspectionAnswer<Kind>>;
  dispose(): void;
}

/**
 * Weights from `seed`, and so the picture unless `pixels`, [height, width, channels], say what it is; there is no data
 * set unless it is given.
 */
export async function inspected(
  network: Network,
  {
    seed = 3,
    pixels,
    dataset,
  }: { readonly seed?: number; readonly pixels?: readonly number[]; readonly dataset?: Dataset } = {},
): Promise<Inspected> {
  const model = await NetworkModel.build(network, seed);
  const { height, width, channels } = model.input;
  const source = random(seed, 99);
  const drawn = Array.from({ length: height * width * channels }, () => source.between(0, 1));
  const probe = tf.tensor4d([...(pixels ?? drawn)], [1, height, width, channels]);
  const context: InspectionContext = {
    network: model,
    probe,
    dataset: dataset ?? (null as unknown as Dataset),
    health: new HealthRecorder({
      pictures: () => probe.clone(),
      stepsDone: () => 0,
      running: () => false,
      nowMs: () => performance.now(),
    }),
    classNames: Array.from({ length: model.classes }, (_, index) => `class ${index}`),
    proceed: () => Promise.resolve(),
  };
  return {
    network: model,
    probe,
    ask: <Kind extends InspectionKind>(kind: Kind, query: InspectionQuery<Kind>) =>
      (inspections[kind] as Inspection<Kind>)(context, query),
    dispose() {
      probe.dispose();
      model.dispose();
    },
  };
}
