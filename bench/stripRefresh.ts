/**
 * How does the time of a refresh grow with the feature maps on the screen? A network of 100 convolutions of 10 maps; strips
 * of 1, 10 and all of them are open, so that 10, 100 and 1,000 maps are drawn, each 40 pixels high as on the cards. The
 * forward pass is the same each time, and alone it is the row of 0 maps. In turn, in one page, on the engine's own code.
 * Prints milliseconds a refresh, the least disturbed of several, and ratios: up to 10 the growth is no worse than linear.
 * Beside it, what looking costs: the share of a run's time that goes into refreshes at the default pace, which is to be at
 * most a tenth. (`viewCost` compares whole epochs in the built app, and needs a quiet machine for it.)
 *
 *   npm run bench -- stripRefresh [backend=wasm|webgpu|webgl ...]
 */
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import type { EngineSession } from '../src/engine/engineSession';
import type { Inspector } from '../src/engine/inspection/inspector';
import { backendNames } from '../src/engine/protocol';
import type { BackendName } from '../src/engine/protocol';
import type { chain } from '../src/network/chain';
import { trainingSettingsSchema } from '../src/network/recipe';
import type { TrainingSettings } from '../src/network/recipe';
import { browserArgs, findBrowser } from '../scripts/browser.mjs';

const wanted = process.argv.slice(2);
const backends = backendNames.filter((name) =>
  (wanted.length > 0 ? wanted : ['wasm', 'webgpu']).includes(name),
);
const counts = [0, 10, 100, 1000];
const mapsPerStrip = 10;
const rounds = 15;
const trainMs = 8000;
const trainingSettings = trainingSettingsSchema.parse({ epochs: 10_000, batchSize: 8 });

const server = await createServer({ logLevel: 'error', server: { port: 0, hmr: false } });
await server.listen();
const executablePath = await findBrowser();
const browser = await chromium.launch({
  args: browserArgs,
  ...(executablePath === undefined ? {} : { executablePath }),
});

for (const backend of backends) {
  const page = await browser.newPage();
  page.setDefaultTimeout(600_000);
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  // As text, for whoever runs this file replaces `import()` by its own.
  const modules = await page.evaluateHandle<Modules>(
    "Promise.all(['engine/engineSession', 'engine/inspection/inspector', 'network/chain'].map((name) => import(`/src/${name}.ts`)))" +
      '.then((loaded) => Object.assign({}, ...loaded))',
  );
  const measured = await page.evaluate(measure, {
    modules,
    backend,
    counts,
    mapsPerStrip,
    rounds,
    trainingSettings,
    trainMs,
  });
  for (const [index, count] of counts.entries()) {
    const { ms, share } = measured[index] ?? { ms: NaN, share: NaN };
    const before = measured[index - 1]?.ms ?? NaN;
    const grown = index < 2 ? '' : `, × ${(ms / before).toFixed(2)} for 10 times the maps`;
    console.log(
      `${backend.padEnd(7)} ${String(count).padStart(5)} maps ${ms.toFixed(1).padStart(8)} ms${grown}; ${(100 * share).toFixed(1)} % of training`,
    );
  }
  await page.close();
}
await browser.close();
await server.close();
process.exit(0);

interface Modules {
  readonly EngineSession: typeof EngineSession;
  readonly Inspector: typeof Inspector;
  readonly chain: typeof chain;
}

interface Measured {
  readonly modules: Modules;
  readonly backend: BackendName;
  readonly counts: readonly number[];
  readonly mapsPerStrip: number;
  readonly rounds: number;
  readonly trainingSettings: TrainingSettings;
  readonly trainMs: number;
}

interface Figures {
  /** From asking for a refresh until it is drawn, the least of all rounds. */
  readonly ms: number;
  /** Of a run's time, spent in refreshes. */
  readonly share: number;
}

/** Runs in the page; figures for each count of maps. */
async function measure({
  modules,
  backend,
  counts,
  mapsPerStrip,
  rounds,
  trainingSettings,
  trainMs,
}: Measured): Promise<readonly Figures[]> {
  const session = new modules.EngineSession();
  const { engine } = session;
  await engine.selectBackend(backend);
  await engine.setInputFormat({ height: 16, width: 16, channels: 3 });
  await engine.useSample({ name: 'catsAndDogs', imagesPerClass: 100, seed: 1 });
  const convolutions = Math.max(...counts) / mapsPerStrip;
  const network = modules.chain([
    ['input', { height: 16, width: 16, channels: 3 }],
    ...Array.from(
      { length: convolutions },
      () => ['conv2d', { filters: mapsPerStrip, padding: 'same', activation: 'relu' }] as const,
    ),
    ['globalAveragePooling2d'],
    ['dense', { units: 2, activation: 'softmax' }],
  ]);
  await engine.setNetwork(network, 1);
  await engine.buildNetwork();
  const strips = network.nodes.filter(({ type }) => type === 'conv2d').map(({ id }) => id);
  const layout = {
    canvasWidth: 42 * mapsPerStrip,
    canvasHeight: 40,
    columns: mapsPerStrip,
    tileWidth: 40,
    tileHeight: 40,
    gap: 2,
    first: 0,
    count: mapsPerStrip,
  };
  const settingsOf = (layerId: string) =>
    ({ content: { kind: 'featureMaps', layerId }, layout, theme: 'light', range: 'each' }) as const;
  const drawn = (ask: () => void): Promise<void> =>
    new Promise((resolve) => {
      const before = session.count('inspected');
      ask();
      const look = () => {
        if (session.count('inspected') > before) resolve();
        else setTimeout(look, 0);
      };
      look();
    });
  let spentMs = 0;
  let refreshed: () => void = () => undefined;
  const { refresh } = modules.Inspector.prototype;
  modules.Inspector.prototype.refresh = async function (this: Inspector, ...names) {
    const startedMs = performance.now();
    try {
      return await refresh.apply(this, names);
    } finally {
      spentMs += performance.now() - startedMs;
      refreshed();
    }
  };
  const nextRefresh = (): Promise<void> => new Promise((resolve) => (refreshed = resolve));
  /** Trains for a while and answers how much of that went into refreshes: from the end of one to the end of another. */
  const shareOfTraining = async (): Promise<number> => {
    const running = session.reach('running');
    await engine.train(trainingSettings);
    await running;
    // The first steps compile shaders.
    for (let warmUp = 0; warmUp < 2; warmUp++) await nextRefresh();
    const startedMs = performance.now();
    spentMs = 0;
    for (let done = 0; done < 3 || performance.now() - startedMs < trainMs; done++) await nextRefresh();
    const share = spentMs / (performance.now() - startedMs);
    await engine.stop();
    return share;
  };
  const figures: Figures[] = [];
  for (const count of counts) {
    const open = strips.slice(0, count / mapsPerStrip);
    await Promise.all(open.map((id) => engine.openView(id, new OffscreenCanvas(1, 1), settingsOf(id))));
    const times: number[] = [];
    // The first compile shaders and make contexts.
    for (let round = -5; round < rounds; round++) {
      const startedMs = performance.now();
      await drawn(() => engine.updateView(open[0] ?? 'none', settingsOf(open[0] ?? 'none')));
      if (round >= 0) times.push(performance.now() - startedMs);
    }
    figures.push({ ms: Math.min(...times), share: await shareOfTraining() });
    for (const id of open) engine.closeView(id);
  }
  return figures;
}
