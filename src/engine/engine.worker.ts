/** The worker side of `protocol.ts`: one engine, spoken to through Comlink. */
import * as Comlink from 'comlink';
import { z } from 'zod';
import { ConvoscopeEngine } from './convoscopeEngine';
import { Dataset } from './data/dataset';
import { DecodePool } from './data/decodePool';
import './failure';

// zod's compiled parsers need `eval`, which the Content-Security-Policy forbids.
z.config({ jitless: true });

const engine = new ConvoscopeEngine(
  (emit) =>
    new Dataset(new DecodePool(), (progress) => {
      emit({ type: 'importProgress', progress });
    }),
);

// A failure nobody awaited must reach the user too: from a worker the browser tells the page nothing of it.
self.addEventListener('unhandledrejection', (event) => {
  engine.reportFailure(event.reason);
});

Comlink.expose(engine);
