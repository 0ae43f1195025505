/** What nobody sees costs nothing: it asks the engine no question and has no canvas drawn. */
import { createElement, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EngineEvent } from '../../engine/protocol';

/** Calls of the engine, in order, by name and first argument. */
const fake = vi.hoisted(() => ({ calls: [] as string[], emit: (_: unknown) => {} }));
vi.mock('../../engine/client', () => ({
  startEngine: (listener: (event: EngineEvent) => void) => {
    fake.emit = listener as (event: unknown) => void;
    const answers: Readonly<Record<string, unknown>> = {
      tileInfo: { tiles: 4, height: 8, width: 8, inputChannels: 1 },
      inspect: { images: 0, deadOn: [] },
    };
    return new Proxy(
      {},
      {
        get: (_, method: string) => () => {
          fake.calls.push(method);
          return Promise.resolve(answers[method] ?? null);
        },
      },
    );
  },
}));

const { useInspection } = await import('../../state/inspection');
const { useNetwork } = await import('../../state/network');
const { LayerStrip } = await import('./LayerStrip');
const { useInspected } = await import('./useInspected');

const pixels = { width: 1, height: 1, rgba: new Uint8ClampedArray(4) };
let root: Root;
let place: HTMLElement;

beforeEach(() => {
  useInspection.setState({ probe: { label: 'a picture', truth: null, pixels } });
  place = document.createElement('div');
  document.body.append(place);
  root = createRoot(place);
  fake.calls.length = 0;
});
afterEach(() => {
  flushSync(() => root.unmount());
  place.remove();
});

const show = (node: ReactNode) => flushSync(() => root.render(node));
const refresh = () => fake.emit({ type: 'inspected', step: 1, prediction: null });
/** Long enough for an answer and for the browser to see what is on the screen. */
const wait = () => new Promise((resolve) => setTimeout(resolve, 250));
const called = (method: string) => fake.calls.filter((call) => call === method).length;

it('a strip asks and is drawn while it is on the screen, and not before or after', async () => {
  const layerId = useNetwork.getState().network.nodes[1]?.id ?? '';
  const style = { position: 'absolute', top: '10000px', left: 0, width: '300px' } as const;
  show(createElement('div', { style }, createElement(LayerStrip, { layerId })));
  await wait();
  refresh();
  await wait();
  expect(fake.calls).toEqual([]);

  window.scrollTo(0, 10_000);
  await expect.poll(() => called('openView')).toBe(1);
  expect(called('closeView')).toBe(0);

  window.scrollTo(0, 0);
  await expect.poll(() => called('closeView')).toBe(1);
  fake.calls.length = 0;
  refresh();
  refresh();
  await wait();
  expect(fake.calls).toEqual([]);
});

it('a view asks with every refresh while it is shown, and no more once it is gone', async () => {
  function View() {
    useInspected('deadMaps', { layerId: 'any', images: 1 });
    return null;
  }
  show(createElement(View));
  await expect.poll(() => called('inspect')).toBe(1);
  await wait();
  refresh();
  await expect.poll(() => called('inspect')).toBe(2);

  show(null);
  refresh();
  await wait();
  expect(called('inspect')).toBe(2);
});
