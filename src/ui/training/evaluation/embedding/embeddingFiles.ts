/** The embedding as files: pictures on a light ground, whatever the theme, with the classes' colours named. */
import type { Embedding } from '../../../../engine/protocol/results';
import { csvOf, saveCanvas } from '../../../shared/saveFile';
import { drawScatter, type ScatterScene } from './drawScatter';

export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
}

const inks = { ground: '#ffffff', ink: '#1b1d21', accent: '#2457d6' };
const LINE_PX = 18;
const MARGIN_PX = 12;
const SCALE = 2;
const FONT = '12px system-ui, sans-serif';

/** Of the points that are shown. */
export function embeddingCsv(answer: Embedding, shown: readonly number[]): string {
  const { classNames, labels, predicted, points, confidences, paths } = answer;
  return csvOf([
    ['x', 'y', 'class', 'predicted', 'confidence', 'file'],
    ...shown.map((index) => [
      points[index * 2] ?? '',
      points[index * 2 + 1] ?? '',
      classNames[labels[index] ?? -1] ?? '',
      classNames[predicted[index] ?? -1] ?? '',
      confidences[index] ?? '',
      paths[index] ?? '',
    ]),
  ]);
}

/** What is seen of the plot, as dots; mistakes outlined. Colours are to be what every program reads. */
export function embeddingSvg(
  scene: ScatterScene,
  legend: readonly LegendEntry[],
  colourOf: (colour: string) => string,
): string {
  const { size, points, places, shown } = scene;
  const height = size.height + legendHeight(legend);
  const dots = shown.flatMap((index) => {
    const [point, [x, y] = [NaN, NaN]] = [points[index], places[index]];
    if (point === undefined || !(x >= 0 && y >= 0 && x <= size.width && y <= size.height)) return [];
    const outline = point.wrong ? ` stroke="${inks.ink}" stroke-width="1.5"` : '';
    return `<circle cx="${x.toFixed(2)}" cy="${y.toFixed(2)}" r="3.5" fill="${colourOf(point.colour)}"${outline}/>`;
  });
  const names = legend.flatMap(({ name, colour }, index) => {
    const y = size.height + MARGIN_PX + index * LINE_PX;
    return [
      `<circle cx="${MARGIN_PX + 4}" cy="${y}" r="4" fill="${colourOf(colour)}"/>`,
      `<text x="${MARGIN_PX + 14}" y="${y + 4}">${escaped(name)}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}" viewBox="0 0 ${size.width} ${height}">`,
    `<rect width="100%" height="100%" fill="${inks.ground}"/>`,
    ...dots,
    `<g font-family="system-ui, sans-serif" font-size="12" fill="${inks.ink}">`,
    ...names,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Downloads what is seen of the plot, pictures and all, at twice its size on the screen. */
export async function saveEmbeddingPicture(
  name: string,
  scene: ScatterScene,
  legend: readonly LegendEntry[],
): Promise<void> {
  const { width, height } = scene.size;
  const sheet = document.createElement('canvas');
  sheet.width = width * SCALE;
  sheet.height = (height + legendHeight(legend)) * SCALE;
  const context = sheet.getContext('2d');
  if (context === null) throw new Error('The browser gave no canvas to draw the picture on.');
  context.scale(SCALE, SCALE);
  drawScatter(context, { ...scene, looked: null }, inks);
  // Pictures at the rim reach beyond the plot.
  context.fillStyle = inks.ground;
  context.fillRect(0, height, width, legendHeight(legend));
  context.font = FONT;
  legend.forEach((entry, index) => {
    const y = height + MARGIN_PX + index * LINE_PX;
    context.fillStyle = entry.colour;
    context.beginPath();
    context.arc(MARGIN_PX + 4, y, 4, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = inks.ink;
    context.fillText(entry.name, MARGIN_PX + 14, y + 4);
  });
  await saveCanvas(name, sheet);
}

function legendHeight(legend: readonly LegendEntry[]): number {
  return MARGIN_PX + legend.length * LINE_PX;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
