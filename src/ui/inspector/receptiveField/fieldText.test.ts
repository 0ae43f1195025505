import { expect, it } from 'vitest';
import { fieldText } from './fieldText';

const picture = { height: 32, width: 32 };

it('says how much of the picture a unit sees, and where', () => {
  const rectangle = { rows: [2, 6], columns: [0, 4] } as const;
  expect(fieldText({ clipped: rectangle, unclipped: rectangle }, picture)).toBe(
    'This unit sees 5 × 5 pixels: rows 3 to 7, columns 1 to 5, 2 % of the picture.',
  );
});

it('says that all is seen, and that the padding is reached', () => {
  const clipped = { rows: [0, 31], columns: [0, 31] } as const;
  const unclipped = { rows: [-6, 37], columns: [-6, 37] } as const;
  expect(fieldText({ clipped, unclipped }, picture)).toBe(
    'This unit sees 32 × 32 pixels: all of the picture. Its field of 44 × 44 reaches into the padding.',
  );
});

it('says that nothing is seen', () => {
  expect(fieldText({ clipped: null, unclipped: null }, picture)).toMatch('nothing of the picture');
});
