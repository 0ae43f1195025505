/** Damaged and hostile variations of a `.keras` file, the same for the same seed: for tests. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { random, type Random } from '../random';

type Bytes = Uint8Array<ArrayBuffer>;

/** `count` variations of `file`: of its bytes, of its text, of its HDF5. */
export function* mutants(file: Bytes, count: number, seed: number): Generator<Bytes> {
  const members = unzipSync(file);
  const config = strFromU8(members['config.json'] ?? new Uint8Array());
  const metadata = strFromU8(members['metadata.json'] ?? new Uint8Array());
  const weights = members['model.weights.h5'] ?? new Uint8Array();
  for (let index = 0; index < count; index++) {
    const source = random(seed, index);
    const pack = (changed: Readonly<Record<string, Uint8Array>>): Bytes =>
      zipSync({ 'metadata.json': strToU8('{}'), 'config.json': strToU8(config), ...changed }, { level: 0 });
    switch (index % 5) {
      case 0:
        yield spoilBytes(file, source);
        break;
      case 1:
        yield pack({ 'model.weights.h5': spoilBytes(weights, source) });
        break;
      case 2:
        yield pack({ 'config.json': strToU8(spoilText(config, source)), 'model.weights.h5': weights });
        break;
      case 3:
        yield pack({
          'config.json': strToU8(spoilValues(config, source)),
          'model.weights.h5': weights,
        });
        break;
      default:
        yield pack({ 'metadata.json': strToU8(spoilValues(metadata, source)), 'model.weights.h5': weights });
    }
  }
}

/** Bytes flipped, overwritten with extremes, moved, cut off. */
function spoilBytes(bytes: Uint8Array, source: Random): Bytes {
  const spoilt = Uint8Array.from(bytes);
  const changes = 1 + source.below(8);
  for (let change = 0; change < changes; change++) {
    const at = source.below(spoilt.length);
    const kind = source.below(4);
    if (kind === 0) spoilt[at] = source.below(256);
    else if (kind === 1) spoilt[at] = (spoilt[at] ?? 0) ^ (1 << source.below(8));
    else if (kind === 2) spoilt.fill(source.below(2) * 255, at, at + 1 + source.below(8));
    else spoilt.copyWithin(at, source.below(spoilt.length), source.below(spoilt.length));
  }
  return source.below(4) === 0 ? spoilt.slice(0, source.below(spoilt.length)) : spoilt;
}

/** Pieces of text cut out, doubled, exchanged. */
function spoilText(text: string, source: Random): string {
  const from = source.below(text.length);
  const to = Math.min(text.length, from + 1 + source.below(60));
  const piece = text.slice(from, to);
  const kind = source.below(3);
  if (kind === 0) return text.slice(0, from) + text.slice(to);
  if (kind === 1) return text.slice(0, to) + piece.repeat(1 + source.below(50)) + text.slice(to);
  return text.slice(0, from) + '{"[]}0,:-e'.charAt(source.below(10)) + text.slice(from + 1);
}

const oddValues: readonly unknown[] = [
  null,
  -1,
  0,
  1e308,
  2 ** 53,
  0.5,
  '',
  'x'.repeat(1000),
  [],
  {},
  [[]],
  [1, 2, 3],
  [null, 1e9, 1e9, 3],
  [null, null, null, 3],
  true,
  'Sequential',
  'Functional',
  'Lambda',
  'LSTM',
  'Conv2D',
  { class_name: 'Sequential', config: { layers: [] } },
];

/** The JSON with some of its values exchanged for odd ones, and a key "__proto__" now and then. */
function spoilValues(text: string, source: Random): string {
  const value = JSON.parse(text) as unknown;
  const holders: object[] = [];
  const collect = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    holders.push(part);
    Object.values(part).forEach(collect);
  };
  collect(value);
  const changes = 1 + source.below(3);
  for (let change = 0; change < changes; change++) {
    const holder = holders[source.below(holders.length)] ?? {};
    const keys = Object.keys(holder);
    const key = keys[source.below(Math.max(keys.length, 1))] ?? '0';
    const odd = oddValues[source.below(oddValues.length)];
    if (source.below(20) === 0) Reflect.deleteProperty(holder, key);
    else
      Object.defineProperty(holder, source.below(40) === 0 ? '__proto__' : key, {
        value: odd,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return JSON.stringify(value);
}
