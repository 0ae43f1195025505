import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const texts = new Map<string, string>();

beforeEach(() => {
  texts.clear();
  vi.resetModules();
});
afterEach(() => vi.unstubAllGlobals());

/** The store as a page that has just been loaded has it. */
async function loaded(
  storage: unknown = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
  },
) {
  vi.stubGlobal('window', { localStorage: storage });
  vi.resetModules();
  return (await import('./tour')).useTour;
}

it('goes on where it was left, also after a reload', async () => {
  let tour = await loaded();
  tour.getState().begin();
  expect(tour.getState().step).toBe(0);
  tour.getState().goTo(4);
  tour.getState().leave();
  expect(tour.getState()).toMatchObject({ step: null, left: 4 });
  tour = await loaded();
  expect(tour.getState().step).toBeNull();
  tour.getState().begin();
  expect(tour.getState().step).toBe(4);
});

it('begins anew once it was finished', async () => {
  const tour = await loaded();
  tour.getState().goTo(8);
  tour.getState().finish();
  expect(tour.getState().step).toBeNull();
  (await loaded()).getState().begin();
  tour.getState().begin();
  expect(tour.getState().step).toBe(0);
});

it.each(['-1', '1.5', 'seven'])('begins at the first step where "%s" is what was kept', async (kept) => {
  texts.set('convoscope.tour', kept);
  expect((await loaded()).getState().left).toBe(0);
});

it('works where the browser keeps nothing', async () => {
  const refuse = () => {
    throw new DOMException('no', 'SecurityError');
  };
  const tour = await loaded({ getItem: refuse, setItem: refuse });
  tour.getState().goTo(2);
  tour.getState().leave();
  tour.getState().begin();
  expect(tour.getState().step).toBe(2);
});
