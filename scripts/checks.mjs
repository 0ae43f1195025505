/** The checks that need no browser: style, unused code, types, and what the page loads first. `npm run lint` runs them all. */
import './nodeVersion.mjs';
import { pathToFileURL } from 'node:url';
import { run } from './run.mjs';

const checks = [
  { name: 'eslint', command: 'eslint . --max-warnings 0' },
  { name: 'prettier', command: 'prettier --check --log-level warn .' },
  { name: 'knip', command: 'knip' },
  { name: 'types of the page', command: 'tsc -p tsconfig.json' },
  { name: 'types of the worker', command: 'tsc -p tsconfig.worker.json' },
  { name: 'types of the pure rooms', command: 'tsc -p tsconfig.pure.json' },
  { name: 'types of tests and tools', command: 'tsc -p tsconfig.tools.json' },
  { name: 'first load', command: 'node scripts/build.mjs --if-changed && node scripts/firstLoad.mjs' },
];

/**
 * Runs every check, also after one has failed.
 * @returns {{ passed: number, failed: number }}
 */
export function runChecks() {
  const failures = checks.filter(({ name, command }) => {
    const succeeded = run(command);
    console.log(`${succeeded ? '✓' : '✗'} ${name}`);
    return !succeeded;
  });
  return { passed: checks.length - failures.length, failed: failures.length };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (runChecks().failed > 0) process.exit(1);
}
