/** The report of what the page shows: gathered here, written by `formats/report`. */
import { EngineError } from '../engine/failure';
import type { Pixels } from '../engine/protocol';
import type { ImagePredictions } from '../engine/protocol/results';
import type { Report } from '../formats/report/report';
import { labels, topologicalOrder } from '../network/graph';
import { layerType } from '../network/layers';
import { loadThumbnails, useDataset } from './dataset';
import { synchronise } from './engineSync';
import { inspect, wasCancelled } from './inspections';
import { currentInference, useNetwork } from './network';
import { useTraining } from './training';

const MOST_MISTAKES = 24;
const MOST_FILTERS = 64;
/** Of a mistake's picture, in pixels. */
const PICTURE_SIDE = 96;

/** The report as the text of an HTML file, with `diagram` (an SVG) in it. What cannot be had is left out. */
export async function exportReport(diagram: string): Promise<string> {
  const { settings, ranWith, history, status } = useTraining.getState();
  const { summary } = useDataset.getState();
  const { network } = useNetwork.getState();
  await synchronise(settings.seed);
  const report: Report = {
    savedAt: new Date(),
    network,
    settings: ranWith ?? settings,
    diagram,
    data: { classes: summary?.classes ?? [], ...imageFormat() },
    run:
      status === null || history.epochs.length === 0
        ? null
        : {
            backend: status.backend,
            durationMs: history.epochs.reduce((sum, { durationMs }) => sum + durationMs, 0),
          },
    epochs: history.epochs,
    evaluation: await orNothing(evaluation),
    filters: await orNothing(firstFilters),
  };
  const { reportHtml } = await import('../formats/report/report');
  return reportHtml(report);
}

/** The network's input; the images' size where it has none. */
function imageFormat(): Pick<Report['data'], 'height' | 'width' | 'channels'> {
  const { nodes } = useNetwork.getState().network;
  const input = nodes.find(({ type }) => layerType(type).inputs.max === 0);
  const [height, width, channels] = currentInference().nodes.get(input?.id ?? '')?.outputShape ?? [];
  const format = useDataset.getState().summary?.format;
  return {
    height: height ?? format?.height ?? 0,
    width: width ?? format?.width ?? 0,
    channels: channels ?? format?.channels ?? 3,
  };
}

/** `null` where there are no images or no network that works; asks again where a view asked the same meanwhile. */
async function orNothing<Part>(gather: () => Promise<Part | null>): Promise<Part | null> {
  for (let attempts = 3; ; attempts--) {
    try {
      return await gather();
    } catch (error) {
      if (attempts > 1 && wasCancelled(error)) continue;
      if (error instanceof EngineError && ['bad-network', 'no-images'].includes(error.code)) return null;
      throw error;
    }
  }
}

async function evaluation(): Promise<Report['evaluation']> {
  const found = await inspect('imagePredictions', { split: 'validation' });
  const { classNames, labels: truths, loss } = found;
  const told = predictedOf(found);
  const confusion = classNames.map(() => classNames.map(() => 0));
  told.forEach(({ predicted }, index) => {
    const row = confusion[truths[index] ?? -1];
    if (row !== undefined) row[predicted] = (row[predicted] ?? 0) + 1;
  });
  const wrong = told
    .map((each, index) => ({ ...each, id: found.ids[index] ?? 0, truth: truths[index] ?? 0 }))
    .filter(({ predicted, truth }) => predicted !== truth)
    .toSorted((a, b) => b.confidence - a.confidence);
  const shown = wrong.slice(0, MOST_MISTAKES);
  const strip = await loadThumbnails(
    shown.map(({ id }) => id),
    PICTURE_SIDE,
  );
  return {
    loss,
    classNames,
    confusion,
    mistakeCount: wrong.length,
    mistakes: shown.map(({ truth, predicted, confidence }, index) => ({
      source: pngOf(tileOf(strip, index)),
      says: `${classNames[truth] ?? ''}, told ${classNames[predicted] ?? ''}: ${(100 * confidence).toFixed(1)} %`,
    })),
  };
}

/** Of each image the likeliest class and its probability. */
function predictedOf({ probabilities, classNames, ids }: ImagePredictions) {
  return ids.map((_, index) => {
    const row = probabilities.subarray(index * classNames.length, (index + 1) * classNames.length);
    const confidence = Math.max(...row);
    return { predicted: row.indexOf(confidence), confidence };
  });
}

/** Filters of the first layer whose filters read one colour or three: those that can be seen as pictures. */
async function firstFilters(): Promise<Report['filters']> {
  const { network } = useNetwork.getState();
  const typeOf = new Map(network.nodes.map(({ id, type }) => [id, type]));
  const layerId = topologicalOrder(network).find((id) => {
    const type = typeOf.get(id);
    return type !== undefined && layerType(type).family === 'convolution';
  });
  if (layerId === undefined) return null;
  const [part] = (await inspect('filterChanges', { layerId, part: 0 })).parts;
  if (part === undefined || (part.inputs !== 1 && part.inputs !== 3)) return null;
  const filters = [];
  for (let filter = 0; filter < Math.min(part.filters, MOST_FILTERS); filter++)
    filters.push((await inspect('filterWeights', { layerId, part: 0, filter })).now);
  const largest = filters.reduce(
    (most, values) => values.reduce((a, b) => Math.max(a, Math.abs(b)), most),
    1e-12,
  );
  return {
    layer: labels(network).get(layerId) ?? layerId,
    pictures: filters.map((values, filter) => ({
      source: pngOf(asColours(values, part, largest)),
      says: `Filter ${filter + 1}`,
    })),
  };
}

/** Weights [height, width, inputs] as colours: zero is the middle grey. */
function asColours(
  values: Float32Array,
  { height, width, inputs }: { readonly height: number; readonly width: number; readonly inputs: number },
  largest: number,
): Pixels {
  const rgba = new Uint8ClampedArray(height * width * 4);
  for (let cell = 0; cell < height * width; cell++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = values[cell * inputs + (inputs === 1 ? 0 : channel)] ?? 0;
      rgba[cell * 4 + channel] = 127.5 * (1 + value / largest);
    }
    rgba[cell * 4 + 3] = 255;
  }
  return { width, height, rgba };
}

/** One of the square tiles that lie side by side. */
function tileOf({ width, height, rgba }: Pixels, index: number): Pixels {
  const tile = new Uint8ClampedArray(height * height * 4);
  for (let row = 0; row < height; row++) {
    const from = (row * width + index * height) * 4;
    tile.set(rgba.subarray(from, from + height * 4), row * height * 4);
  }
  return { width: height, height, rgba: tile };
}

/** `data:image/png;base64,…` */
function pngOf({ width, height, rgba }: Pixels): string {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas.toDataURL('image/png');
}
