/**
 * A Python environment with real Keras on the CPU, in `.cache/keras`: made once, and again when `requirements.txt` changes. TensorFlow
 * runs it, op by op: of the backends on PyPI that train, JAX takes ten times as long to compile small networks as to run them, and
 * PyTorch comes with CUDA.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run.mjs';

const folder = join(root, '.cache', 'keras');
const requirements = join(import.meta.dirname, 'requirements.txt');
const note = join(folder, 'installed.txt');
const bin = process.platform === 'win32' ? 'Scripts' : 'bin';

/**
 * The path of its Python. Throws where it cannot be made.
 * @returns {Promise<string>}
 */
export async function kerasPython() {
  const python = join(folder, 'venv', bin, 'python');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(note) && readFileSync(note, 'utf8') === wanted && existsSync(python)) return python;
  console.log('Setting up Python with Keras …');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await execute(process.env.PYTHON ?? 'python3', ['-m', 'venv', join(folder, 'venv')]);
  // The list is whole, so nothing is left to resolve; and what is imported once need not be compiled ahead.
  const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--no-compile'];
  await execute(python, ['-m', 'pip', 'install', ...options, '-r', requirements]);
  writeFileSync(note, wanted);
  return python;
}

/**
 * Runs a program with Keras's backend chosen; what it says is shown. Throws where it fails.
 * @param {string} program
 * @param {readonly string[]} programArguments
 * @returns {Promise<void>}
 */
export function execute(program, programArguments) {
  return new Promise((resolve, reject) => {
    const environment = {
      KERAS_BACKEND: 'tensorflow',
      TF_CPP_MIN_LOG_LEVEL: '3',
      CUDA_VISIBLE_DEVICES: '-1',
      PYTHONUNBUFFERED: '1',
    };
    const child = spawn(program, programArguments, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`${program} ${programArguments[0] ?? ''} ended with status ${status}.`));
    });
  });
}
