/** Runs a project of vitest or Playwright and counts what passed and failed, from the runner's own report. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, runBeside } from './run.mjs';

/** @typedef {{ passed: number, failed: number }} Totals */

const reports = join(root, '.cache');

/**
 * @param {string} project
 * @returns {Totals}
 */
export function runVitest(project) {
  const report = freshReport(`vitest-${project}.json`);
  return countVitest(project, run(vitest(project, report)), report);
}

/**
 * Starts a project of vitest and goes on.
 * @param {string} project
 * @returns {() => Promise<Totals>} waits for its end, and prints its output then
 */
export function startVitest(project) {
  const report = freshReport(`vitest-${project}.json`);
  const ended = runBeside(vitest(project, report), freshReport(`vitest-${project}.log`));
  return async () => countVitest(project, await ended(), report);
}

/**
 * @param {string} project
 * @param {string} report
 */
function vitest(project, report) {
  return `vitest run --project ${project} --reporter=default --reporter=json --outputFile.json="${report}"`;
}

/**
 * @param {string} project
 * @param {boolean} succeeded
 * @param {string} report
 */
function countVitest(project, succeeded, report) {
  return count(`vitest ${project}`, succeeded, () => {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  });
}

/**
 * @param {string} project
 * @returns {Totals}
 */
export function runPlaywright(project) {
  const report = freshReport(`playwright-${project}.json`);
  const succeeded = run(`playwright test --project ${project} --reporter=list,json`, {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return count(`playwright ${project}`, succeeded, () => {
    const { expected, unexpected, flaky } = JSON.parse(readFileSync(report, 'utf8')).stats;
    return { passed: expected, failed: unexpected + flaky };
  });
}

/**
 * A runner that fails without a failed test (a file that does not load, a crash) counts as one failure, and so does
 * one that ran no test at all.
 * @param {string} name
 * @param {boolean} succeeded
 * @param {() => Totals} read
 * @returns {Totals}
 */
function count(name, succeeded, read) {
  let totals;
  try {
    totals = read();
  } catch (error) {
    console.error(`✗ ${name} left no report: ${String(error)}`);
    return { passed: 0, failed: 1 };
  }
  if (totals.failed > 0) return totals;
  if (totals.passed === 0) console.error(`✗ ${name} ran no test`);
  else if (!succeeded) console.error(`✗ ${name} failed outside its tests`);
  return { passed: totals.passed, failed: totals.passed > 0 && succeeded ? 0 : 1 };
}

/** @param {string} name */
function freshReport(name) {
  mkdirSync(reports, { recursive: true });
  const path = join(reports, name);
  rmSync(path, { force: true });
  return path;
}
