import type { Pixels } from '../../../engine/protocol';
import { colourOf, palettes } from '../../../engine/protocol/palette';
import { saveCanvas } from '../../shared/saveFile';
import { FAINT, largest } from './MapFigure';

/** A rectangle to be drawn around cells. */
export interface Outline {
  /** In cells of the map. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface MapPicture {
  readonly height: number;
  readonly width: number;
  /** Row-major; `null` for the photo alone. */
  readonly values: ArrayLike<number> | null;
  /** The magnitude with the strongest colour; the largest in `values` where left out. */
  readonly range?: number;
  /** Of the values over the photo, from 0 to 1. */
  readonly opacity: number;
  readonly photo: Pixels | null;
  /** Row-major: cells with 0 here recede, as on the page. */
  readonly standOut?: ArrayLike<number> | null;
  readonly outlines?: readonly Outline[];
}

const WIDTH_PX = 512;
const GAP_PX = 16;

/** Downloads a map over the photo as a PNG, about 512 pixels wide, cells as squares, on a light ground. */
export function saveMapPicture(name: string, picture: MapPicture): Promise<void> {
  return saveMapPictures(name, [picture]);
}

/** Downloads several maps side by side as one PNG; each as `saveMapPicture`. */
export async function saveMapPictures(name: string, pictures: readonly MapPicture[]): Promise<void> {
  const drawn = pictures.map(drawPicture);
  const sheet = document.createElement('canvas');
  sheet.width = drawn.reduce((sum, { width }) => sum + width, GAP_PX * (drawn.length - 1));
  sheet.height = Math.max(...drawn.map(({ height }) => height));
  const context = contextOf(sheet);
  let left = 0;
  for (const each of drawn) {
    context.drawImage(each, left, 0);
    left += each.width + GAP_PX;
  }
  await saveCanvas(name, sheet);
}

function drawPicture(picture: MapPicture): HTMLCanvasElement {
  const { height, width, values, range, opacity, photo, standOut = null, outlines = [] } = picture;
  const scale = Math.max(1, Math.round(WIDTH_PX / width));
  const sheet = document.createElement('canvas');
  sheet.width = width * scale;
  sheet.height = height * scale;
  const context = contextOf(sheet);
  if (photo !== null) {
    const ground = document.createElement('canvas');
    ground.width = photo.width;
    ground.height = photo.height;
    contextOf(ground).putImageData(new ImageData(photo.rgba, photo.width, photo.height), 0, 0);
    context.drawImage(ground, 0, 0, sheet.width, sheet.height);
  }
  if (values !== null) {
    const strong = photo === null ? 1 : opacity;
    const most = range ?? largest(values);
    for (let index = 0; index < width * height; index++) {
      const [red, green, blue] = colourOf(palettes.light, most === 0 ? 0 : (values[index] ?? 0) / most);
      context.globalAlpha = standOut?.[index] === 0 ? strong * FAINT : strong;
      context.fillStyle = `rgb(${[red, green, blue].map(Math.round).join(' ')})`;
      context.fillRect((index % width) * scale, Math.floor(index / width) * scale, scale, scale);
    }
    context.globalAlpha = 1;
  }
  // As on the page: a dark line beside a light one, legible on every colour.
  for (const [colour, lineWidth] of [
    ['#ffffff', 8],
    ['#2457d6', 4],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = lineWidth;
    for (const { left, top, width: across, height: down } of outlines) {
      context.strokeRect(left * scale, top * scale, across * scale, down * scale);
    }
  }
  return sheet;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The browser gave no canvas to draw the picture on.');
  return context;
}
