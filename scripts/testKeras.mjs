/**
 * `npm run test:keras`: exports every architecture after a few steps of training, and asks real Keras whether it loads them, predicts
 * the same and goes on training. Needs `python3` with `venv` and a connection the first time; ends with one line of totals.
 */
import './nodeVersion.mjs';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installDependencies } from './install.mjs';
import { execute, kerasPython } from './keras/environment.mjs';
import { root } from './run.mjs';

installDependencies();
const { runnerImport } = await import('vite');

const folder = join(root, '.cache', 'keras-models');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const python = kerasPython();
try {
  process.argv = [process.argv[0] ?? 'node', 'exportModels.ts', folder];
  await runnerImport(join(root, 'scripts', 'keras', 'exportModels.ts'), { root, configFile: false });
  await execute(await python, [join(root, 'scripts', 'keras', 'checkModels.py'), folder]);
} catch (error) {
  // The checks have told their totals before they end with a status; what failed before them has none.
  console.error(error instanceof Error ? error.message : String(error));
  if (!(error instanceof Error) || !error.message.includes('checkModels.py'))
    console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
