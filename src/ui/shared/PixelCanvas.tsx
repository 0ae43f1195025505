import { useEffect, useRef } from 'react';
import type { Pixels } from '../../engine/protocol';

interface PixelCanvasProps {
  readonly pixels: Pixels;
  /** Left edge and width of the part to show, in pixels; its height is all of it. */
  readonly x: number;
  readonly width: number;
  readonly className?: string | undefined;
}

/** Shows a part of decoded pixels. Decoration: what it is stands beside it or on its control. */
export function PixelCanvas({ pixels, x, width, className }: PixelCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const image = new ImageData(pixels.rgba, pixels.width, pixels.height);
    canvas.current?.getContext('2d')?.putImageData(image, -x, 0);
  }, [pixels, x, width]);
  return (
    <canvas ref={canvas} width={width} height={pixels.height} aria-hidden="true" className={className} />
  );
}
