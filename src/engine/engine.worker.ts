/** The worker side of `protocol.ts`: one engine, spoken to through Comlink. */
import '../network/withoutEval';
import * as Comlink from 'comlink';
import { ConvoscopeEngine } from './convoscopeEngine';
import { Dataset } from './data/dataset';
import { DecodePool } from './data/decodePool';
import './failure';

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
