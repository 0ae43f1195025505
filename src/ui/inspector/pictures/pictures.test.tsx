/** What the pictures say in numbers, against arithmetic. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { RescalePicture } from './RescalePicture';
import { SoftmaxPicture } from './SoftmaxPicture';

// Nothing moves where there is no screen.
vi.mock('./useSteps', () => ({ useSteps: () => 0, useLessMotion: () => true }));

test('Rescaling is shown on pixels as the network gets them, from 0 to 1', () => {
  const drawn = renderToStaticMarkup(<RescalePicture scale={2} offset={-1} />);
  expect(drawn).toContain('0 becomes −1, 1 becomes 1.');
});

test('the shares that Softmax is shown with add up to 100 % as they are written', () => {
  const drawn = renderToStaticMarkup(<SoftmaxPicture />);
  const shares = [...drawn.matchAll(/>(\d+)(?:<!-- -->)? %</g)].map(([, percent]) => Number(percent));
  expect(shares).toHaveLength(3);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
});
