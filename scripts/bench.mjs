/**
 * `npm run bench [-- name [argument …]]`: runs a measurement of `bench/`, a TypeScript program of its own; all of them
 * without a name.
 */
import './nodeVersion.mjs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { root } from './run.mjs';

const names = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));
const [node = 'node', , wanted, ...programArguments] = process.argv;
if (wanted !== undefined && !names.includes(wanted)) {
  console.error(`There is no bench/${wanted}.ts; there is ${names.join(', ')}.`);
  process.exit(1);
}

for (const name of wanted === undefined ? names : [wanted]) {
  const program = join(root, 'bench', `${name}.ts`);
  console.log(`\n${name}`);
  process.argv = [node, program, ...programArguments];
  await runnerImport(program, { root, configFile: false });
}
