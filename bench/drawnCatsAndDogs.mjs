/** Runs `drawnCatsAndDogs.ts`: Node 20 does not read TypeScript, Vite does. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

await runnerImport(fileURLToPath(new URL('./drawnCatsAndDogs.ts', import.meta.url)));
