/** A scene as a figure for a paper or a slide: an SVG file that needs nothing of the page. */
import type { LayerFamily } from '../../../network/layerType';
import { layerType } from '../../../network/layers';
import { edgePath } from './edgePath';
import { edgeLabel, type Scene, type SceneCard, type SceneEdge, type SceneFrame } from './scene';

/** The light hues of tokens.css: a figure lies on white paper. */
const hues: Readonly<Record<LayerFamily | 'block', string>> = {
  input: '#5a6472',
  convolution: '#b8500f',
  pooling: '#1d6f8f',
  core: '#2457d6',
  normalization: '#6a45b8',
  regularization: '#8a5300',
  activation: '#a32a6a',
  reshaping: '#4b6a1f',
  merging: '#1b6e3c',
  block: '#3d4450',
};
const ink = '#1a1d21';
const softInk = '#555c66';
const line = '#8b929c';
const MARGIN = 24;
/** Of a card: its edge in its layer's hue, and where its text begins. */
const EDGE = 6;
const TEXT_X = 18;
const WIDEST_CHARACTERS = 40;

/** Width and height are in CSS pixels; the text is text, so that it can be searched and edited. */
export function sceneSvg(scene: Scene, title: string): { svg: string; width: number; height: number } {
  const box = bounds(scene);
  const width = Math.ceil(box.right - box.left + 2 * MARGIN);
  const height = Math.ceil(box.bottom - box.top + 2 * MARGIN);
  const parts = [
    ...scene.frames.map(frameSvg),
    ...scene.edges.map(edgeSvg),
    ...[...scene.cards.values()].map(cardSvg),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${[
    Math.floor(box.left - MARGIN),
    Math.floor(box.top - MARGIN),
    width,
    height,
  ].join(' ')}" font-family="system-ui, 'DejaVu Sans', Helvetica, Arial, sans-serif" font-size="12">
<title>${escaped(title)}</title>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="${line}"/></marker></defs>
<rect x="${Math.floor(box.left - MARGIN)}" y="${Math.floor(box.top - MARGIN)}" width="${width}" height="${height}" fill="#ffffff"/>
${parts.join('\n')}
</svg>
`;
  return { svg, width, height };
}

function cardSvg({ rect, text }: SceneCard): string {
  const hue = hues['layer' in text.glyph ? layerType(text.glyph.layer).family : 'block'];
  const rows = [
    { words: text.label, size: 13, weight: 600, fill: ink },
    { words: text.summary, size: 11, weight: 400, fill: softInk },
    { words: text.shape, size: 12, weight: 400, fill: ink },
    { words: text.parameters, size: 11, weight: 400, fill: softInk },
  ].filter(({ words }) => words !== '');
  // The room of a card is for its problems and pictures too: its words stand in the middle of it.
  const rowHeight = 17;
  const top = rect.y + (rect.height - rows.length * rowHeight) / 2;
  return [
    `<g><rect x="${at(rect.x)}" y="${at(rect.y)}" width="${rect.width}" height="${rect.height}" rx="6" fill="#ffffff" stroke="${line}"/>`,
    `<rect x="${at(rect.x)}" y="${at(rect.y)}" width="${EDGE}" height="${rect.height}" rx="3" fill="${hue}"/>`,
    ...rows.map(
      ({ words, size, weight, fill }, row) =>
        `<text x="${at(rect.x + TEXT_X)}" y="${at(top + row * rowHeight + 13)}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escaped(shortened(words))}</text>`,
    ),
    '</g>',
  ].join('');
}

function frameSvg({ rect, label }: SceneFrame): string {
  return [
    `<g><rect x="${at(rect.x)}" y="${at(rect.y)}" width="${at(rect.width)}" height="${at(rect.height)}" rx="8" fill="#f4f5f7" stroke="${line}" stroke-dasharray="5 4"/>`,
    `<text x="${at(rect.x + 14)}" y="${at(rect.y + 22)}" font-weight="600" fill="${softInk}">${escaped(shortened(label))}</text></g>`,
  ].join('');
}

function edgeSvg(edge: SceneEdge): string {
  const [start] = edge.points;
  const label =
    edge.saysShape && start !== undefined
      ? `<text x="${at(start.x + 8)}" y="${at(start.y + 18)}" font-size="10" fill="${softInk}">${escaped(edgeLabel(edge))}</text>`
      : '';
  return `<g><path d="${edgePath(edge.points)}" fill="none" stroke="${line}" stroke-width="1.5" marker-end="url(#arrow)"/>${label}</g>`;
}

function bounds({ cards, frames, edges }: Scene) {
  const rects = [...cards.values(), ...frames].map(({ rect }) => rect);
  const points = edges.flatMap((edge) => edge.points);
  const xs = [...rects.flatMap(({ x, width }) => [x, x + width]), ...points.map(({ x }) => x)];
  const ys = [...rects.flatMap(({ y, height }) => [y, y + height]), ...points.map(({ y }) => y)];
  const least = (values: readonly number[]) => values.reduce((low, value) => Math.min(low, value), Infinity);
  const most = (values: readonly number[]) =>
    values.reduce((high, value) => Math.max(high, value), -Infinity);
  if (rects.length === 0) return { left: 0, right: 0, top: 0, bottom: 0 };
  return { left: least(xs), right: most(xs), top: least(ys), bottom: most(ys) };
}

function shortened(words: string): string {
  return words.length > WIDEST_CHARACTERS ? `${words.slice(0, WIDEST_CHARACTERS - 1)}…` : words;
}

function escaped(words: string): string {
  return (
    words
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // XML 1.0 has no place for control characters, not even escaped.
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  );
}

function at(value: number): number {
  return Math.round(value * 10) / 10;
}
