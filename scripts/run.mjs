/** Runs a command of this project from its root folder, with the project's own programs on the PATH. */
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** The repository's root folder. */
export const root = join(import.meta.dirname, '..');

/**
 * @param {string} command as one would type it: `vite build`
 * @param {Record<string, string>} [environment] added to this process's own
 * @returns {boolean} whether it succeeded
 */
export function run(command, environment = {}) {
  const path = join(root, 'node_modules', '.bin') + delimiter + (process.env.PATH ?? '');
  const { status } = spawnSync(command, {
    cwd: root,
    shell: true,
    stdio: 'inherit',
    env: { ...process.env, PATH: path, ...environment },
  });
  return status === 0;
}
