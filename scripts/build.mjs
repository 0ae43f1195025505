/**
 * Builds the site into `dist/`. With `--if-changed` only when what it is made from has changed since: `dist/` keeps
 * a digest of its sources.
 */
import './nodeVersion.mjs';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run } from './run.mjs';

const sources = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'scripts/digits.mjs',
  'scripts/headers.mjs',
  'package-lock.json',
];
const digestFile = join(root, 'dist', '.built-from');

/** @returns {boolean} whether `dist/` now holds what the sources say */
export function build() {
  console.log('Building …');
  const digest = sourceDigest();
  if (!run('vite build --logLevel warn')) return false;
  writeFileSync(digestFile, digest);
  return true;
}

/** @returns {boolean} as `build` */
export function buildIfChanged() {
  const isCurrent = existsSync(digestFile) && readFileSync(digestFile, 'utf8') === sourceDigest();
  return isCurrent || build();
}

function sourceDigest() {
  const digest = createHash('sha256');
  for (const path of sources.flatMap(filesUnder)) {
    if (!/\.test\.tsx?$/.test(path))
      digest
        .update(path)
        .update('\0')
        .update(readFileSync(join(root, path)));
  }
  return digest.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return [];
  if (path.includes('.')) return [path];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const succeeded = process.argv.includes('--if-changed') ? buildIfChanged() : build();
  if (!succeeded) process.exit(1);
}
