/** Checks the built page: its first paint waits for no engine code, so what it loads at once holds none of its libraries. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './run.mjs';

const dist = join(root, 'dist');
/** Texts that survive minification; each is in every build of its library. */
const fingerprints = {
  'TensorFlow.js': ['WEBGL_VERSION', 'Conv2DBackpropFilter'],
  h5wasm: ['H5F_ACC_RDONLY'],
  'umap-js': ['to create nNeighbors'],
};
const sizeLimitBytes = 1_500_000;

/** @type {Map<string, string>} path in `dist` to content */
const loaded = new Map();
const page = readFileSync(join(dist, 'index.html'), 'utf8');
for (const [, path] of page.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)) load(path ?? '');

if (loaded.size === 0) fail('index.html names no script');
for (const [path, code] of loaded) {
  for (const [library, texts] of Object.entries(fingerprints)) {
    const found = texts.find((text) => code.includes(text));
    if (found !== undefined) fail(`${path} is loaded with the page and holds ${library} ("${found}")`);
  }
}
const sizeBytes = [...loaded.values()].reduce((sum, code) => sum + Buffer.byteLength(code), 0);
if (sizeBytes > sizeLimitBytes) fail(`the page loads ${sizeBytes} bytes of script, over ${sizeLimitBytes}`);
console.log(`The page loads ${Math.round(sizeBytes / 1000)} kB of script in ${loaded.size} file(s).`);

/** @param {string} path */
function load(path) {
  if (loaded.has(path)) return;
  const code = readFileSync(join(dist, path), 'utf8');
  loaded.set(path, code);
  for (const [, imported] of code.matchAll(
    /(?:^|[;}\s])(?:import|export)\s*(?:[\w${},*\s]+from\s*)?["'](\.[^"']+\.js)["']/g,
  )) {
    load(join(dirname(path), imported ?? ''));
  }
}

/** @param {string} reason */
function fail(reason) {
  console.error(`First load: ${reason}.`);
  process.exit(1);
}
