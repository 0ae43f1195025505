import type { Pixels } from '../../../engine/protocol';
import { colourOf, palettes } from '../../../engine/protocol/palette';
import { saveCanvas } from '../../shared/saveFile';
import { largest } from './MapFigure';

interface MapPicture {
  readonly height: number;
  readonly width: number;
  /** Row-major. */
  readonly values: ArrayLike<number>;
  /** Of the values over the photo, from 0 to 1. */
  readonly opacity: number;
  readonly photo: Pixels | null;
}

/** Downloads a map over the photo as a PNG, about 512 pixels wide, cells as squares, on a light ground. */
export async function saveMapPicture(name: string, picture: MapPicture): Promise<void> {
  const { height, width, values, opacity, photo } = picture;
  const scale = Math.max(1, Math.round(512 / width));
  const sheet = document.createElement('canvas');
  sheet.width = width * scale;
  sheet.height = height * scale;
  const context = sheet.getContext('2d');
  if (context === null) throw new Error('The browser gave no canvas to draw the picture on.');
  if (photo !== null) {
    const ground = document.createElement('canvas');
    ground.width = photo.width;
    ground.height = photo.height;
    ground.getContext('2d')?.putImageData(new ImageData(photo.rgba, photo.width, photo.height), 0, 0);
    context.drawImage(ground, 0, 0, sheet.width, sheet.height);
  }
  context.globalAlpha = photo === null ? 1 : opacity;
  const most = largest(values);
  for (let index = 0; index < width * height; index++) {
    const [red, green, blue] = colourOf(palettes.light, most === 0 ? 0 : (values[index] ?? 0) / most);
    context.fillStyle = `rgb(${[red, green, blue].map(Math.round).join(' ')})`;
    context.fillRect((index % width) * scale, Math.floor(index / width) * scale, scale, scale);
  }
  await saveCanvas(name, sheet);
}
