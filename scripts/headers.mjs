/**
 * The response headers Convoscope is served with: cross-origin isolation (SharedArrayBuffer, and with it WASM
 * threads, exists only on isolated pages) and a Content-Security-Policy that lets nothing in or out.
 */

/** @typedef {Readonly<Record<string, readonly string[]>>} Policy */

/** @type {Policy} */
const pagePolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/**
 * A worker obeys the policy of its own script's response. tfjs compiles WebAssembly and starts its WASM threads
 * from blobs, which obey their creator's policy.
 * @type {Policy}
 */
const workerPolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'", 'blob:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'", 'blob:'],
};

/**
 * Vite's development server injects inline scripts and styles and speaks over a web socket.
 * @type {Policy}
 */
const developmentPolicy = {
  ...pagePolicy,
  'script-src': ["'self'", "'unsafe-inline'", "'wasm-unsafe-eval'", 'blob:'],
  'style-src': ["'self'", "'unsafe-inline'"],
  'connect-src': ["'self'", 'ws:'],
  'worker-src': ["'self'", 'blob:'],
};

const commonHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

/**
 * Headers for one path of the built site.
 * @param {string} path as requested: `/assets/engine.worker-B1x.js`
 * @returns {Record<string, string>}
 */
export function productionHeaders(path) {
  const isWorker = /\.worker-[\w-]+\.js$/.test(path);
  return { ...commonHeaders, 'Content-Security-Policy': text(isWorker ? workerPolicy : pagePolicy) };
}

/** @type {Record<string, string>} */
export const developmentHeaders = { ...commonHeaders, 'Content-Security-Policy': text(developmentPolicy) };

/** The page's policy for a `<meta>` element, which keeps it on hosts that send no headers; `frame-ancestors` is not allowed there. */
export const metaPolicy = text(
  Object.fromEntries(Object.entries(pagePolicy).filter(([directive]) => directive !== 'frame-ancestors')),
);

/** @param {Policy} policy */
function text(policy) {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ');
}
