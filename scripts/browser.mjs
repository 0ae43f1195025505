/**
 * The one place that knows which browser the tests run in and with which flags: Playwright's own Chromium
 * where it is or can be installed, else a `chromium` on the PATH, else Debian's package.
 * Run by itself (`node scripts/browser.mjs`) it installs one if there is none and prints its path.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
/** Holds Playwright's version once its download has failed here, so that it is not tried at every run. */
const failureNote = join(root, '.cache', 'playwright-download-failed');

/** WebGPU without a GPU: all four are needed, with fewer a canvas drawn from a tensor's buffer kills the GPU process. */
const webgpuFlags = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
];

/** A test's browser talks to the test's server and to nobody else. */
const quietFlags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Chromium refuses its sandbox to root. */
const isRoot = process.getuid?.() === 0;

/** The flags every test and benchmark starts its browser with. */
export const browserArgs = [...webgpuFlags, ...quietFlags, ...(isRoot ? ['--no-sandbox'] : [])];

/**
 * Path of an installed browser, or `undefined`.
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser() {
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  return ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find((path) => path !== undefined);
}

/**
 * Path of a browser, installed now if there is none.
 * @returns {Promise<string>}
 * @throws {Error} when there is none and none can be installed, saying what to do.
 */
export async function ensureBrowser() {
  const { chromium } = await import('@playwright/test');
  if (!existsSync(chromium.executablePath()) && !existsSync(failureNote)) downloadPlaywrightChromium();
  const found = await findBrowser();
  if (found !== undefined) return found;
  if (isRoot && onPath('apt-get') !== undefined) installDebianChromium();
  const installed = await findBrowser();
  if (installed !== undefined) return installed;
  throw new Error(
    'The tests need Chromium, and it could not be installed here. Install it by hand, ' +
      'either with `npx playwright install --with-deps chromium` or as `chromium` on the PATH, and run this again.',
  );
}

function downloadPlaywrightChromium() {
  console.log("Installing Playwright's Chromium …");
  const withSystemLibraries = isRoot && onPath('apt-get') !== undefined ? ['--with-deps'] : [];
  const { status } = spawnSync(
    'npx',
    ['playwright', 'install', '--no-shell', ...withSystemLibraries, 'chromium'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'ignore'],
      timeout: 300_000,
      env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000', ...process.env },
    },
  );
  if (status === 0) return;
  console.log("Playwright's Chromium could not be downloaded; looking for another one.");
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(failureNote, 'Delete this file to let the download be tried again.\n');
}

function installDebianChromium() {
  console.log("Installing Debian's chromium …");
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
}

/** @param {string} command */
function onPath(command) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(await ensureBrowser());
}
