import { expect, it } from 'vitest';
import { effectiveText } from './effectiveText';

it('says on how few pixels most of the gradient lies', () => {
  expect(effectiveText([0, 5, 1, 4, 0])).toBe('Nine tenths of its gradient lie on 2 pixels.');
  expect(effectiveText([0, 2, 0])).toBe('Nine tenths of its gradient lie on 1 pixel.');
  expect(effectiveText([0, 0])).toMatch('its gradient is 0');
});
