/**
 * Trains a network in the app's engine and writes what the exported Keras program needs to do the same: images in class folders, the
 * weights it began with, the program, and the losses it must come to.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawSample } from '../../src/engine/data/drawSample';
import type { Hdf5 } from '../../src/engine/files/hdf5';
import { writeKeras } from '../../src/engine/files/fileWork';
import { NetworkModel } from '../../src/engine/model/networkModel';
import type { InputFormat } from '../../src/engine/protocol';
import { TrainingRun } from '../../src/engine/training/trainer';
import { kerasScript } from '../../src/formats/python/kerasScript';
import type { Network } from '../../src/network/graph';
import type { TrainingSettings } from '../../src/network/recipe';

const classNames = ['cat', 'dog'] as const;
const trainPerClass = 24;
const validationPerClass = 8;

/** Writes the folder `name` into `folder`. The network takes colour images and has two classes, and nothing in it is drawn anew at each step. */
export async function exportRun(
  folder: string,
  name: string,
  network: Network,
  settings: TrainingSettings,
  hdf5: Hdf5,
): Promise<void> {
  const model = await NetworkModel.build(network, settings.seed);
  const own = join(folder, name);
  const perClass = trainPerClass + validationPerClass;
  // In the order of their paths, which is that of the program's lists.
  const images = classNames.flatMap((species, label) =>
    Array.from({ length: perClass }, (_, index) => ({
      path: `${species}/${String(index).padStart(2, '0')}.bmp`,
      label,
      split: index < trainPerClass ? ('train' as const) : ('validation' as const),
      pixels: drawSample({ kind: 'drawn', species, seed: 7, index }, model.input),
    })),
  );
  for (const species of classNames) mkdirSync(join(own, 'images', species), { recursive: true });
  for (const { path, pixels } of images)
    writeFileSync(join(own, 'images', path), bitmap(pixels, model.input));
  const facts = { settings, iterations: 0, classNames: [...classNames], savedAt: new Date() };
  writeFileSync(join(own, 'initial.keras'), writeKeras(hdf5, network, await model.snapshot(), facts));
  writeFileSync(
    join(own, 'train_keras.py'),
    kerasScript({ network, settings, classNames, images, validationFraction: 0.25 }),
  );
  // A run draws untrained weights from its seed, which is that of these.
  const run = new TrainingRun(
    model,
    settings,
    {
      data: {
        classNames,
        indices: (split) => images.flatMap((image, id) => (image.split === split ? [id] : [])),
        label: (id) => images[id]?.label ?? 0,
        batch: (ids) => ({
          bytes: Uint8Array.from(ids.flatMap((id) => [...(images[id]?.pixels ?? [])])),
          labels: Int32Array.from(ids, (id) => images[id]?.label ?? 0),
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
  writeFileSync(join(own, 'epochs.json'), JSON.stringify(run.history.epochs));
  model.dispose();
}

/** A Windows bitmap of 24 bits a pixel: rows from the bottom up, blue first, each row filled up to four bytes. */
function bitmap(pixels: Uint8Array, { height, width }: InputFormat): Uint8Array {
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const headBytes = 54;
  const file = Buffer.alloc(headBytes + rowBytes * height);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(headBytes, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = (row * width + column) * 3;
      const to = headBytes + (height - 1 - row) * rowBytes + column * 3;
      for (let channel = 0; channel < 3; channel++) file[to + channel] = pixels[from + 2 - channel] ?? 0;
    }
  }
  return file;
}
