/** The page side of the engine: starts the worker and speaks `protocol.ts` to it. */
import * as Comlink from 'comlink';
import type { Engine, EngineEvent } from './protocol';
import './failure';

/** `Engine` as the page sees it: every call answers with a promise. */
export type EngineClient = {
  readonly [Method in keyof Engine]: (
    ...args: Parameters<Engine[Method]>
  ) => Promise<Awaited<ReturnType<Engine[Method]>>>;
};

/** Starts the worker. Nothing of the engine's code is loaded by the page itself. */
export function startEngine(listener: (event: EngineEvent) => void): EngineClient {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'engine',
  });
  worker.addEventListener('error', (event) => {
    listener({
      type: 'fault',
      fault: {
        code: 'internal',
        message: 'The engine stopped working. Reload the page: your network and settings are kept.',
        detail: event.message || 'The engine\u2019s worker could not be loaded.',
      },
    });
  });
  const remote = Comlink.wrap<Engine>(worker);
  void remote.subscribe(Comlink.proxy(listener));
  return {
    subscribe: (more) => remote.subscribe(Comlink.proxy(more)),
    selectBackend: (choice) => remote.selectBackend(choice),
    memory: () => remote.memory(),
    importImages: (items) => remote.importImages(items),
    cancelImport: () => remote.cancelImport(),
    useSample: (sample) => remote.useSample(sample),
    setInputFormat: (format) => remote.setInputFormat(format),
    setSplit: (split, seed) => remote.setSplit(split, seed),
    assignClass: (imageIds, className) => remote.assignClass(imageIds, className),
    clearDataset: () => remote.clearDataset(),
    listImages: (query) => remote.listImages(query),
    thumbnails: (imageIds, side) => remote.thumbnails(imageIds, side),
    setNetwork: (network, seed) => remote.setNetwork(network, seed),
    buildNetwork: () => remote.buildNetwork(),
    resetWeights: (seed) => remote.resetWeights(seed),
    train: (settings) => remote.train(settings),
    pause: () => remote.pause(),
    resume: () => remote.resume(),
    step: (settings) => remote.step(settings),
    stop: () => remote.stop(),
    history: () => remote.history(),
    findLearningRate: (settings) => remote.findLearningRate(settings),
    cancelLearningRateFinder: () => remote.cancelLearningRateFinder(),
    setProbe: (source) => remote.setProbe(source),
    predict: (image) => remote.predict(image),
    inspect: (kind, query) => remote.inspect(kind, query),
    tileInfo: (content) => remote.tileInfo(content),
    openView: (viewId, canvas, settings) =>
      remote.openView(viewId, Comlink.transfer(canvas, [canvas]), settings),
    updateView: (viewId, settings) => remote.updateView(viewId, settings),
    closeView: (viewId) => remote.closeView(viewId),
    tileValues: (viewId, tile) => remote.tileValues(viewId, tile),
    exportKeras: (settings) => remote.exportKeras(settings),
    readFile: (file, open) => remote.readFile(file, open),
    expectWeights: (ids) => remote.expectWeights(ids),
    setViewPace: (pace) => remote.setViewPace(pace),
  };
}
