/** `npm run bench [name …]`: runs the measurements of `bench/`, each a TypeScript program of its own; all without a name. */
import './nodeVersion.mjs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { root } from './run.mjs';

const names = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`There is no bench/${unknown}.ts; there is ${names.join(', ')}.`);
  process.exit(1);
}

for (const name of asked.length > 0 ? asked : names) {
  console.log(`\n${name}`);
  await runnerImport(`./bench/${name}.ts`, { root, configFile: false });
}
