import { expect, it } from 'vitest';
import { articleSettings } from '../../network/recipe';
import { countEnabled, withAugmentation, withoutAugmentation } from './augmentation';

const article = articleSettings.augmentation;

it('has all six on in the article', () => {
  expect(countEnabled(article)).toBe(6);
});

it('goes off and back to what was chosen, amounts kept', () => {
  const chosen = { ...article, zoom: { enabled: false, value: 0.5 } };
  const off = withoutAugmentation(chosen);
  expect(countEnabled(off)).toBe(0);
  expect(off.zoom.value).toBe(0.5);
  expect(withAugmentation(off, chosen)).toEqual(chosen);
});

it('turns all on when none was chosen before', () => {
  expect(withAugmentation(withoutAugmentation(article), withoutAugmentation(article))).toEqual(article);
});
