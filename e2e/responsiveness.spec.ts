import { expect, type Page } from '@playwright/test';
import { ask, openApp, openReadyToTrain, parts, setNumber, useBackend } from './support/app';
import { carry, onCard } from './support/canvas';
import { test } from './support/test';

const WATCHED_MS = 20_000;

/** What makes a GPU of the processor: it would paint the page on the cores that are watched. */
const softwareGpuFlags = /webgpu|vulkan|angle/i;

test.use({
  // A recording takes pictures of the page all the while: tasks of the test's, not of the page.
  trace: 'off',
  launchOptions: [
    async ({ launchOptions }, use) => {
      const args = launchOptions.args?.filter((flag) => !softwareGpuFlags.test(flag)) ?? [];
      await use({ ...launchOptions, args: [...args, '--disable-gpu'] });
    },
    { scope: 'worker' },
  ],
});

/** Does `deed` and answers with the page's tasks meanwhile of 50 ms and more, in ms: Chromium reports no shorter ones. */
async function longTasks(page: Page, deed: () => Promise<unknown>): Promise<readonly number[]> {
  const observed = await page.evaluateHandle(() => {
    const tasks: number[] = [];
    const note = (entries: readonly PerformanceEntry[]) =>
      entries.forEach(({ duration }) => tasks.push(Math.round(duration)));
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'longtask' });
    return {
      end: () => {
        note(observer.takeRecords());
        observer.disconnect();
        return tasks;
      },
    };
  });
  await deed();
  return observed.evaluate(({ end }) => end());
}

test('the page has no task over 50 ms while training runs, and answers at once', async ({ page }) => {
  await openReadyToTrain(page);
  const { button, status, inspector } = parts(page);
  await setNumber(page, 'Epochs', 1000);
  await button('Train').click();
  await expect(status).toContainText(/^epoch [2-9]/, { timeout: 60_000 });

  const stepsBefore = (await ask(page, 'history')).batches.length;
  expect(await longTasks(page, () => page.waitForTimeout(WATCHED_MS)), 'long tasks, in ms').toEqual([]);
  expect((await ask(page, 'history')).batches.length).toBeGreaterThan(stepsBefore + 50);

  await button('Fit').click();
  const answersMs = await page.evaluate(async () => {
    /** Until the second frame is asked for: the first one shows the change. */
    const shown = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const times: number[] = [];
    for (const layer of ['Conv2D 1', 'MaxPooling2D 1', 'Conv2D 2', 'MaxPooling2D 2', 'Dense 1']) {
      const startedMs = performance.now();
      document.querySelector<HTMLElement>(`[role=group][aria-label="${layer}"]`)?.click();
      await shown();
      times.push(performance.now() - startedMs);
      // Its canvases open before the next one's turn.
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return times.sort((a, b) => a - b);
  });
  await expect(inspector.getByRole('heading', { name: 'Dense 1' })).toBeVisible();
  expect(answersMs[2], 'median time from a click to its frame, in ms').toBeLessThan(200);
  const pausing = Date.now();
  await button('Pause').click();
  await expect(status).toContainText('paused');
  expect(Date.now() - pausing).toBeLessThan(2000);
});

test('the page has no task over 50 ms while a card is dragged', async ({ page }) => {
  await openApp(page);
  await useBackend(page, 'wasm');
  const { button } = parts(page);
  const from = await onCard(page, 'MaxPooling2D 1', 0.5, 0.3);
  const tasks = await longTasks(page, async () => {
    await carry(page, from, { x: from.x + 60, y: from.y + 20 });
    for (let part = 1; part <= 60; part++) {
      await page.mouse.move(from.x + 60 + 2 * part, from.y + 20 + 40 * Math.sin(part / 6));
      await page.waitForTimeout(16);
    }
    await page.mouse.up();
  });
  await expect(button('Tidy up')).toBeEnabled();
  expect(tasks, 'long tasks, in ms').toEqual([]);
});

test('ResNet-50 is on the canvas at once when it is asked for', async ({ page }) => {
  await openApp(page);
  await useBackend(page, 'wasm');
  const { openedMs, heads } = await page.evaluate(async () => {
    const startedMs = performance.now();
    window.convoscope?.open('resnet50', 'paper');
    // The second frame is asked for once the first one shows it.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return {
      openedMs: performance.now() - startedMs,
      heads: [...document.querySelectorAll('#network [role=group] h3')].map(({ textContent }) => textContent),
    };
  });
  expect(heads).toEqual(expect.arrayContaining(['Stem', 'Stage 5']));
  await expect(parts(page).network).toContainText('25,636,712 parameters');
  // It takes 70 ms; the rest is room for a machine that others compute on.
  expect(openedMs, 'until the frame that shows it, in ms').toBeLessThan(500);
});
