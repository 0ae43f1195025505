import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** axe's rules that look at colours: all that another theme can break. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/**
 * Fails when axe finds a violation of any weight in the page as it is now; `state` names it in the message. With
 * `colours` it looks at nothing else, in a third of the time.
 */
export async function expectAccessible(
  page: Page,
  state: string,
  look: 'everything' | 'colours' = 'everything',
): Promise<void> {
  // A colour on its way from one to another is nobody's choice. Asked for its state: Chromium does not always keep
  // the promise that a transition has finished.
  await expect
    .poll(() =>
      page.evaluate(() =>
        document
          .getAnimations()
          .some(
            (each) =>
              each instanceof CSSTransition &&
              /color|opacity/.test(each.transitionProperty) &&
              each.playState === 'running',
          ),
      ),
    )
    .toBe(false);
  const axe = new AxeBuilder({ page });
  if (look === 'colours') axe.withRules(colourRules);
  const { violations } = await axe.analyze();
  const found = violations.map(
    ({ id, impact, help, nodes }) =>
      `${id} (${impact ?? 'unrated'}): ${help}\n${nodes.map(({ target, failureSummary }) => `  ${target.join(' ')}: ${failureSummary}`).join('\n')}`,
  );
  expect(found, `axe, ${state}`).toEqual([]);
}
