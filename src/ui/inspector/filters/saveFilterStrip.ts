import type { Pixels } from '../../../engine/protocol';
import { saveCanvas } from '../../shared/saveFile';

const GAP_PX = 4;

/** Downloads pictures of one size side by side as a PNG, each at least 64 pixels high, with a gap between them. */
export async function saveFilterStrip(name: string, pictures: readonly Pixels[]): Promise<void> {
  const { width = 1, height = 1 } = pictures[0] ?? {};
  const scale = Math.ceil(64 / height);
  const sheet = document.createElement('canvas');
  sheet.width = pictures.length * (width * scale + GAP_PX) - GAP_PX;
  sheet.height = height * scale;
  const context = sheet.getContext('2d');
  const own = new OffscreenCanvas(width, height);
  const drawing = own.getContext('2d');
  if (context === null || drawing === null)
    throw new Error('The browser gave no canvas to draw the picture on.');
  context.imageSmoothingEnabled = false;
  for (const [index, { rgba }] of pictures.entries()) {
    drawing.putImageData(new ImageData(rgba, width, height), 0, 0);
    context.drawImage(own, index * (width * scale + GAP_PX), 0, width * scale, height * scale);
  }
  await saveCanvas(name, sheet);
}
