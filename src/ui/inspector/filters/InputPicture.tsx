import { useEffect, useRef } from 'react';
import type { CellRectangle } from '../../../network/unitReceptiveField';
import { saveCanvas } from '../../shared/saveFile';
import styles from './InputPicture.module.css';

/** A picture as the network gets it. */
export interface InputPixels {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** [height, width, channels]: bytes, or numbers from 0 to 1. */
  readonly pixels: Uint8Array | Float32Array;
}

interface InputPictureProps {
  readonly picture: InputPixels;
  /** What of it to show; all where left out. */
  readonly part?: CellRectangle;
}

/** A picture, or a part of it, pixel by pixel, filling what it lies in. Decoration: what it is stands beside it. */
export function InputPicture({ picture, part }: InputPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { left, top, width, height } = boxOf(picture, part);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(imageOf(picture), -left, -top);
  }, [picture, left, top, width, height]);
  return <canvas ref={canvas} width={width} height={height} aria-hidden="true" className={styles.picture} />;
}

/** Downloads pictures side by side as a PNG, each at least 128 pixels high, with a gap between them. */
export async function savePictures(
  name: string,
  pictures: readonly { readonly picture: InputPixels; readonly part?: CellRectangle }[],
): Promise<void> {
  const GAP_PX = 4;
  const boxes = pictures.map(({ picture, part }) => boxOf(picture, part));
  const highest = Math.max(1, ...boxes.map(({ height }) => height));
  const scale = Math.max(1, Math.ceil(128 / highest));
  const sheet = document.createElement('canvas');
  sheet.height = highest * scale;
  sheet.width = boxes.reduce((sum, { width }) => sum + width * scale + GAP_PX, -GAP_PX);
  const context = sheet.getContext('2d');
  if (context === null) throw new Error('The browser gave no canvas to draw the picture on.');
  context.imageSmoothingEnabled = false;
  let x = 0;
  for (const [index, { picture }] of pictures.entries()) {
    const { left = 0, top = 0, width = 1, height = 1 } = boxes[index] ?? {};
    const whole = document.createElement('canvas');
    whole.width = picture.width;
    whole.height = picture.height;
    whole.getContext('2d')?.putImageData(imageOf(picture), 0, 0);
    context.drawImage(whole, left, top, width, height, x, 0, width * scale, height * scale);
    x += width * scale + GAP_PX;
  }
  await saveCanvas(name, sheet);
}

function boxOf({ height, width }: InputPixels, part: CellRectangle | undefined) {
  if (part === undefined) return { left: 0, top: 0, width, height };
  const [top, bottom] = part.rows;
  const [left, right] = part.columns;
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function imageOf({ height, width, channels, pixels }: InputPixels): ImageData {
  const image = new ImageData(width, height);
  const scale = pixels instanceof Uint8Array ? 1 : 255;
  for (let at = 0; at < width * height; at++) {
    for (let channel = 0; channel < 3; channel++) {
      const from = at * channels + (channels === 3 ? channel : 0);
      image.data[at * 4 + channel] = Math.round((pixels[from] ?? 0) * scale);
    }
    image.data[at * 4 + 3] = 255;
  }
  return image;
}
