/** Runs a command of this project from its root folder, with the project's own programs on the PATH. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The repository's root folder. */
export const root = join(import.meta.dirname, '..');

/**
 * @param {string} command as one would type it: `vite build`
 * @param {Record<string, string>} [environment] added to this process's own
 * @returns {boolean} whether it succeeded
 */
export function run(command, environment = {}) {
  const { status } = spawnSync(command, { ...options(environment), stdio: 'inherit' });
  return status === 0;
}

/**
 * Starts a command and goes on, its output in a file until it is waited for: other commands write meanwhile.
 * @param {string} command
 * @param {string} log the file
 * @returns {() => Promise<boolean>} waits for its end, prints its output, and tells whether it succeeded
 */
export function runBeside(command, log) {
  const output = openSync(log, 'w');
  const child = spawn(command, { ...options({}), stdio: ['ignore', output, output] });
  closeSync(output);
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  return async () => {
    const status = await ended;
    process.stdout.write(readFileSync(log));
    return status === 0;
  };
}

/** @param {Record<string, string>} environment */
function options(environment) {
  const path = join(root, 'node_modules', '.bin') + delimiter + (process.env.PATH ?? '');
  return { cwd: root, shell: true, env: { ...process.env, PATH: path, ...environment } };
}
