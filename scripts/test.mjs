/**
 * `npm test`: installs what the tests need, then runs lint, types, unit, browser and end-to-end tests and ends with
 * one line that adds them all up. `--shared` runs the checks that need the folder in SHARED_DATA instead.
 */
import './nodeVersion.mjs';
import { runChecks } from './checks.mjs';
import { installDependencies } from './install.mjs';

/** @typedef {{ passed: number, failed: number }} Totals */

const onlyShared = process.argv.includes('--shared');
if (onlyShared && process.env.SHARED_DATA === undefined) {
  console.log('Skipped: set SHARED_DATA to the folder of shared data to run these checks.');
  process.exit(0);
}

installDependencies();
const { ensureBrowser } = await import('./browser.mjs');
const { runPlaywright, runVitest, startVitest } = await import('./runners.mjs');

const totals = onlyShared ? await runShared() : await runAll();
const passed = totals.reduce((sum, one) => sum + one.passed, 0);
const failed = totals.reduce((sum, one) => sum + one.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

/** @returns {Promise<Totals[]>} */
async function runAll() {
  await ensureBrowser();
  // They wait for the GPU (or what stands for it) more than they compute, so that the others run beside them.
  const browser = startVitest('browser');
  const checks = runChecks();
  const unit = runVitest('unit');
  return [checks, unit, await browser(), runPlaywright('chromium')];
}

/** @returns {Promise<Totals[]>} */
async function runShared() {
  await ensureBrowser();
  return [runVitest('shared'), runPlaywright('shared')];
}
