/**
 * Does Grad-CAM land on the object? Trains the article's playground size on the drawn cats and dogs, and measures how much
 * of the map's mass for "cat" lies within the face of 50 drawn cats that were not trained on, beside the share of the picture
 * that the face is: what a map that knows nothing would have. Measured twice, since the sample's faces are more than half of
 * their pictures: as they are, and drawn at 3/4 of the size anywhere on a larger ground. WASM backend, in Node.
 *
 *   npm run bench -- explain [whole|small]
 */
import * as tf from '@tensorflow/tfjs';
import type { Dataset } from '../src/engine/data/dataset';
import { drawSample, sampleFaceBox } from '../src/engine/data/drawSample';
import { drawBackground, paintBackground } from '../src/engine/data/drawing/background';
import { Painting, type Bounds } from '../src/engine/data/drawing/painting';
import { gradCam } from '../src/engine/inspection/gradCam';
import { registerWasmKernels } from '../src/engine/kernels/registerWasmKernels';
import { wasmInNode } from '../src/engine/kernels/verification/wasmInNode';
import { registerLayers } from '../src/engine/layers/registerLayers';
import { NetworkModel } from '../src/engine/model/networkModel';
import { random } from '../src/engine/random';
import type { HealthRecorder } from '../src/engine/training/healthRecorder';
import { TrainingRun } from '../src/engine/training/trainer';
import { architectures } from '../src/network/architectures';
import { infer } from '../src/network/inference';
import { trainingSettingsSchema } from '../src/network/recipe';

const side = 64;
const trained = 300;
const judged = 50;
const classNames = ['cat', 'dog'] as const;

interface Picture {
  /** [side, side, 3], 0–255. */
  readonly bytes: Uint8Array;
  readonly face: Bounds;
}

type Draw = (species: (typeof classNames)[number], index: number) => Picture;

/** As the sample has it. */
const whole: Draw = (species, index) => {
  const record = { kind: 'drawn', species, seed: 1, index } as const;
  const format = { height: side, width: side, channels: 3 } as const;
  return { bytes: drawSample(record, format), face: sampleFaceBox(record, format) };
};

/** The sample's picture at 3/4 of the size, anywhere on a ground as cluttered as its own. */
const small: Draw = (species, index) => {
  const record = { kind: 'drawn', species, seed: 1, index } as const;
  const inner = (side * 3) / 4;
  const format = { height: inner, width: inner, channels: 3 } as const;
  const source = random(2, index, species === 'cat' ? 0 : 1);
  const painting = new Painting(side, side);
  paintBackground(painting, drawBackground(source));
  const bytes = Uint8Array.from(painting.rgb, (value) => Math.min(255, Math.max(0, value * 255)));
  const [left, top] = [source.below(side - inner + 1), source.below(side - inner + 1)];
  const pasted = drawSample(record, format);
  for (let row = 0; row < inner; row++) {
    bytes.set(pasted.subarray(row * inner * 3, (row + 1) * inner * 3), ((top + row) * side + left) * 3);
  }
  const face = sampleFaceBox(record, format);
  return {
    bytes,
    face: {
      left: face.left + left,
      right: face.right + left,
      top: face.top + top,
      bottom: face.bottom + top,
    },
  };
};

/** A face that may be anywhere takes longer to learn. */
const measurements: Readonly<Record<string, { readonly draw: Draw; readonly epochs: number }>> = {
  whole: { draw: whole, epochs: 20 },
  small: { draw: small, epochs: 40 },
};

wasmInNode();
registerWasmKernels();
registerLayers();
await tf.setBackend('wasm');
for (const name of process.argv[2] === undefined ? Object.keys(measurements) : [process.argv[2]]) {
  const measurement = measurements[name];
  if (measurement === undefined)
    throw new Error(`There is no "${name}": ${Object.keys(measurements).join(', ')}.`);
  console.log(`\nFaces: ${name}`);
  await measure(measurement.draw, measurement.epochs);
}

async function measure(draw: Draw, epochs: number): Promise<void> {
  const architecture = architectures.find(({ id }) => id === 'article-cnn');
  if (architecture === undefined) throw new Error('There is no article-cnn.');
  const network = architecture.sizes.playground([side, side, 3], 2);
  const model = await NetworkModel.build(network, 42);
  const pictures = classNames.flatMap((species, label) =>
    Array.from({ length: trained }, (_, index) => ({ label, bytes: draw(species, index).bytes })),
  );
  const bytesOf = (id: number): Uint8Array => pictures[id]?.bytes ?? new Uint8Array();
  const labelOf = (id: number): number => pictures[id]?.label ?? -1;
  const run = new TrainingRun(
    model,
    trainingSettingsSchema.parse({ ...architecture.recipe, epochs }),
    {
      data: {
        classNames,
        indices: (split) => (split === 'train' ? [...pictures.keys()] : []),
        label: labelOf,
        batch: (ids) => ({
          bytes: Uint8Array.from(ids.flatMap((id) => [...bytesOf(id)])),
          labels: Int32Array.from(ids, labelOf),
        }),
      },
      emit: () => undefined,
      settleEveryStep: () => false,
      onSettled: () => Promise.resolve(),
      onEpoch: () => Promise.resolve(),
      backendName: () => 'wasm',
    },
    false,
  );
  await run.ended;
  console.log(`trained on ${((run.history.epochs.at(-1)?.accuracy ?? NaN) * 100).toFixed(1)} %`);
  const cats = Array.from({ length: judged }, (_, index) => draw('cat', 3_000_000 + index));
  const { order, nodes } = infer(network);
  const withMaps = order.filter((id) => nodes.get(id)?.outputShape?.length === 3 && id !== order[0]);
  for (const layerId of withMaps) {
    const shares: number[] = [];
    for (const cat of cats) {
      const share = await massInFace(model, layerId, cat);
      if (share !== null) shares.push(share);
    }
    const type = network.nodes.find(({ id }) => id === layerId)?.type ?? layerId;
    console.log(
      `${type.padEnd(14)} ${percent(shares)} of the mass in the face, which is ` +
        `${percent(cats.map(({ face }) => areaOf(face) / side ** 2))} of the picture; ` +
        `${judged - shares.length} maps empty`,
    );
  }
  model.dispose();
}

/** `null` where the map is 0 everywhere. */
async function massInFace(model: NetworkModel, layerId: string, picture: Picture): Promise<number | null> {
  const probe = tf.tensor4d(
    Float32Array.from(picture.bytes, (byte) => byte / 255),
    [1, side, side, 3],
  );
  const { values, height, width } = await gradCam(
    {
      network: model,
      probe,
      dataset: null as unknown as Dataset,
      health: null as unknown as HealthRecorder,
      classNames,
      proceed: () => Promise.resolve(),
    },
    { layerId, classIndex: 0 },
  );
  probe.dispose();
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total === 0) return null;
  let within = 0;
  // Each pixel has its share of the cell that it lies in.
  for (let y = picture.face.top; y < picture.face.bottom; y++) {
    for (let x = picture.face.left; x < picture.face.right; x++) {
      const cell = Math.floor((y * height) / side) * width + Math.floor((x * width) / side);
      within += ((values[cell] ?? 0) * height * width) / side ** 2;
    }
  }
  return within / total;
}

function areaOf({ left, top, right, bottom }: Bounds): number {
  return (right - left) * (bottom - top);
}

function percent(shares: readonly number[]): string {
  return `${((shares.reduce((sum, share) => sum + share, 0) / shares.length) * 100).toFixed(1)} %`;
}
