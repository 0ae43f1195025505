import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { digitsSample } from './scripts/digits.mjs';
import { developmentHeaders, metaPolicy, productionHeaders } from './scripts/headers.mjs';

/** Sends the headers of `scripts/headers.mjs`, and writes the page's policy into the built page as well. */
const securityHeaders: Plugin = {
  name: 'security-headers',
  configureServer(server) {
    server.middlewares.use((_request, response, next) => {
      response.setHeaders(new Map(Object.entries(developmentHeaders)));
      next();
    });
  },
  configurePreviewServer(server) {
    server.middlewares.use((request, response, next) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      response.setHeaders(new Map(Object.entries(productionHeaders(pathname))));
      next();
    });
  },
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { server }) =>
      server === undefined
        ? [
            {
              tag: 'meta',
              attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
              injectTo: 'head-prepend',
            },
          ]
        : [],
  },
};

/**
 * tfjs starts its WASM threads from the text of a function (`wasmFactoryThreadedSimd.toString()`), which reads one
 * variable of its surroundings behind `typeof _scriptDir`. A minifier knows that variable and drops the guard, and the
 * threads die of a ReferenceError. Moved inside the function, the variable travels with the text.
 */
const selfContainedWasmThreads: Plugin = {
  name: 'self-contained-wasm-threads',
  transform: {
    filter: { id: /tfjs-backend-wasm-threaded-simd\.js$/ },
    handler(code) {
      const outside = /var _scriptDir = .*;\n\s*if \(typeof __filename !== 'undefined'\) _scriptDir = .*;\n/;
      const inside = /(function\(WasmBackendModuleThreadedSimd\) \{\n)/;
      if (!outside.test(code) || !inside.test(code)) {
        throw new Error('tfjs-backend-wasm has changed: does its threaded module still need this plugin?');
      }
      return { code: code.replace(outside, '').replace(inside, '$1var _scriptDir;'), map: null };
    },
  },
};

export default defineConfig({
  plugins: [react(), securityHeaders, digitsSample],
  // Relative, so that the built site can lie in any folder of any host.
  base: './',
  // One page: any other path is a 404 and not that page again.
  appType: 'mpa',
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Nothing may become a data: URL: the policy lets workers fetch from the site only.
    assetsInlineLimit: 0,
    // The engine's worker holds TensorFlow.js, 2 MB; the page does not wait for it.
    chunkSizeWarningLimit: 4000,
  },
  worker: { format: 'es', plugins: () => [selfContainedWasmThreads] },
  // This computer only. (`localhost` alone may mean ::1, where http://127.0.0.1 finds nobody.)
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1', port: 4173 },
});
