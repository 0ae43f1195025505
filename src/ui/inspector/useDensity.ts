import { useSyncExternalStore } from 'react';

/** Device pixels per CSS pixel, at most 3; follows the window to another screen and the browser's zoom. */
export function useDensity(): number {
  return useSyncExternalStore(subscribe, () => Math.min(3, window.devicePixelRatio));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('resize', onChange);
  return () => window.removeEventListener('resize', onChange);
}
