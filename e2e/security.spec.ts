import { expect } from '@playwright/test';
import { ask, goToCard, openReadyToTrain, parts, setNumber, trainToTheEnd } from './support/app';
import { test } from './support/test';

/** The directives of a Content-Security-Policy. */
function directives(policy: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}

test('the page is isolated and its policy lets nothing in or out', async ({ page }) => {
  const response = await page.goto('/');
  const headers = response?.headers() ?? {};
  const policy = directives(headers['content-security-policy'] ?? '');
  expect(policy.get('default-src')).toEqual(["'none'"]);
  for (const directive of ['script-src', 'style-src', 'connect-src', 'worker-src'])
    expect(policy.get(directive), directive).toEqual(["'self'"]);
  for (const directive of ['base-uri', 'form-action', 'frame-ancestors'])
    expect(policy.get(directive), directive).toEqual(["'none'"]);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('the engine’s policy allows WebAssembly, but no eval', async ({ page }) => {
  const worker = page.waitForResponse(/engine\.worker/);
  await page.goto('/');
  const policy = directives((await (await worker).allHeaders())['content-security-policy'] ?? '');
  expect(policy.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'", 'blob:']);
  expect(policy.get('connect-src')).toEqual(["'self'"]);
});

test('the policy holds: what it forbids does not work, and is told', async ({ page, vigilance }) => {
  vigilance.expectTrouble(/Content Security Policy/);
  vigilance.expectTrouble(/^request to https:\/\/example\.org/);
  await page.goto('/');
  const outcome = await page.evaluate(async () => {
    const broken: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective));
    const fetched = await fetch('https://example.org/').then(
      () => 'fetched',
      () => 'refused',
    );
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    // In a task of the page's own: what the debugger evaluates is free of the policy.
    const evaluated = await new Promise<string>((resolve) => {
      setTimeout(() => {
        try {
          // What eval comes down to.
          resolve(String((Reflect.construct(Function, ['return "evaluated"']) as () => unknown)()));
        } catch {
          resolve('refused');
        }
      });
    });
    return { fetched, injected: 'injected' in window, evaluated, broken };
  });
  expect(outcome).toMatchObject({ fetched: 'refused', injected: false, evaluated: 'refused' });
  expect(outcome.broken).toEqual(expect.arrayContaining(['connect-src', 'script-src-elem']));
});

test('a whole journey keeps to the policy and talks to its own origin only', async ({ page, baseURL }) => {
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  await page.addInitScript(() => {
    const list: string[] = [];
    Object.assign(window, { violations: list });
    document.addEventListener('securitypolicyviolation', (event) =>
      list.push(`${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
  await openReadyToTrain(page, { sidePx: 16 });
  await setNumber(page, 'Epochs', 1);
  await trainToTheEnd(page);
  const { button, inspector } = parts(page);
  await goToCard(page, 'Conv2D 1');
  await expect(inspector.getByRole('img', { name: 'Conv2D 1 feature map 1', exact: true })).toBeVisible();
  const download = page.waitForEvent('download');
  await button('Export as CSV').click();
  await (await download).path();

  expect((await ask(page, 'history')).epochs).toHaveLength(1);
  expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
  // WASM threads and downloads are blobs of the page's own origin.
  const own = new URL(baseURL ?? '').origin;
  expect([...origins].filter((origin) => origin !== own && origin !== 'null')).toEqual([]);
});
