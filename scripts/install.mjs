/** Brings `node_modules` in line with `package-lock.json`. Uses nothing that would have to be installed first. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

/** Installs the dependencies if any is missing or of another version than the lock file says. */
export function installDependencies() {
  if (areInstalled()) return;
  console.log('Installing dependencies …');
  if (run('npm ci --no-audit --no-fund --loglevel=error')) return;
  console.error('The dependencies could not be installed: see the message of npm above.');
  process.exit(1);
}

function areInstalled() {
  const wanted = packages('package-lock.json');
  const installed = packages('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed[path]?.version === version,
  );
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packages(lockFile) {
  const path = join(root, lockFile);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}
