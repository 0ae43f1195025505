import { useCallback, useEffect, useState } from 'react';
import { reportFailure } from '../../../../state/engine';
import { loadThumbnails } from '../../../../state/inspection';

/** Of one picture, in device pixels. */
const SIDE_PX = 64;
/** Pictures on one sheet: a canvas must not be too wide. */
const ON_A_SHEET = 100;

/** A square part of a sheet. */
export interface Thumbnail {
  readonly sheet: CanvasImageSource;
  readonly x: number;
  readonly side: number;
}

/** Where each image's thumbnail is drawn from; `null` until it is loaded. */
export type Thumbnails = (index: number) => Thumbnail | null;

/** Thumbnails of images of the data set, loaded a sheet at a time, first come first shown. */
export function useThumbnails(ids: readonly number[]): Thumbnails {
  const key = ids.join(' ');
  const [loaded, setLoaded] = useState<{
    readonly key: string;
    readonly sheets: readonly HTMLCanvasElement[];
  }>({ key: '', sheets: [] });
  useEffect(() => {
    if (key === '') return;
    let current = true;
    const left = () => !current;
    const wanted = key.split(' ').map(Number);
    const load = async () => {
      for (let first = 0; first < wanted.length && !left(); first += ON_A_SHEET) {
        const pixels = await loadThumbnails(wanted.slice(first, first + ON_A_SHEET), SIDE_PX);
        const sheet = document.createElement('canvas');
        sheet.width = pixels.width;
        sheet.height = pixels.height;
        sheet.getContext('2d')?.putImageData(new ImageData(pixels.rgba, pixels.width, pixels.height), 0, 0);
        if (left()) return;
        setLoaded((last) => ({ key, sheets: [...(last.key === key ? last.sheets : []), sheet] }));
      }
    };
    load().catch(reportFailure('Showing the images'));
    return () => {
      current = false;
    };
  }, [key]);
  return useCallback(
    (index) => {
      const sheet = loaded.key === key ? loaded.sheets[Math.floor(index / ON_A_SHEET)] : undefined;
      return sheet === undefined ? null : { sheet, x: (index % ON_A_SHEET) * SIDE_PX, side: SIDE_PX };
    },
    [loaded, key],
  );
}
