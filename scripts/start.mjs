/** `npm start`: installs and builds what is missing, then serves Convoscope on this computer. */
import './nodeVersion.mjs';
import { parseArgs } from 'node:util';
import { buildIfChanged } from './build.mjs';
import { installDependencies } from './install.mjs';

const { values } = parseArgs({ options: { port: { type: 'string' } } });
const wanted = values.port ?? process.env.PORT;
const port = Number(wanted ?? 4173);
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error(`The port must be a whole number from 1 to 65535, and is "${wanted}".`);
  process.exit(1);
}

installDependencies();
if (!buildIfChanged()) process.exit(1);

const { preview } = await import('vite');
// A port that was asked for is that one or an error; the usual one gives way to the next that is free.
const server = await preview({ preview: { port, strictPort: wanted !== undefined } }).catch((error) => {
  console.error(`Convoscope could not be served: ${error.message}.`);
  process.exit(1);
});
const address = server.httpServer.address();
const actualPort = typeof address === 'object' && address !== null ? address.port : port;
console.log(`\nConvoscope is at http://localhost:${actualPort}/  (Ctrl+C stops it)`);
