import { expect } from '@playwright/test';
import { backendNames } from '../src/engine/protocol';
import {
  activeBackend,
  ask,
  openApp,
  parts,
  setNumber,
  useBackend,
  useSample,
  useSmallNetwork,
  trainToTheEnd,
} from './support/app';
import { test } from './support/test';

const titles = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WASM', cpu: 'CPU' } as const;

test('WebGPU is taken where it runs, with the reason', async ({ page }) => {
  await openApp(page);
  expect(await activeBackend(page)).toBe('webgpu');
  const { button } = parts(page);
  await expect(page.getByRole('combobox', { name: 'Backend' })).toHaveValue('auto');
  await button('About the backend').click();
  await expect(page.getByText(/^WebGPU runs \(.+\)\./)).toBeVisible();
  for (const name of backendNames)
    await expect(page.getByRole('term').filter({ hasText: titles[name] })).toBeVisible();
});

test('every backend offered can be chosen and trains', async ({ page }) => {
  await openApp(page);
  await useSmallNetwork(page, 16);
  await useSample(page);
  await setNumber(page, 'Batch size', 8);
  const { button, status } = parts(page);
  const picker = page.getByRole('combobox', { name: 'Backend' });
  for (const name of backendNames) {
    // On the machines that run these tests all four are there; one that is missing is a fault.
    await useBackend(page, name);
    await button('Step one batch').click();
    await expect(status).toContainText('paused', { timeout: 60_000 });
    await expect(status).toContainText(titles[name]);
    const { batches } = await ask(page, 'history');
    expect(batches).toHaveLength(1);
    expect(batches[0]?.loss, `${name}: loss`).toBeGreaterThan(0);
    expect(batches[0]?.loss, `${name}: loss`).toBeLessThan(10);
    await expect(picker).toBeDisabled();
    await button('Stop').click();
    await expect(picker).toBeEnabled();
    await button('About the backend').click();
    await expect(page.getByText(new RegExp(`^${titles[name]} runs .*, as you chose\\.`))).toBeVisible();
    await page.keyboard.press('Escape');
  }
});

test('with the same seed two runs on one backend have the same history', async ({ page }) => {
  await openApp(page);
  await useBackend(page, 'wasm');
  await useSmallNetwork(page, 16);
  await useSample(page);
  await setNumber(page, 'Epochs', 2);
  const run = async () => {
    await parts(page).button('Reset weights').click();
    await trainToTheEnd(page);
    const { batches, epochs } = await ask(page, 'history');
    // How long it took is all that may differ.
    return { batches, epochs: epochs.map((point) => ({ ...point, durationMs: 0 })) };
  };
  const first = await run();
  expect(first.batches).toHaveLength(30);
  expect(await run()).toEqual(first);

  await setNumber(page, 'Seed', 7);
  expect((await run()).batches).not.toEqual(first.batches);
});
