import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignSplits, type SplitItem } from './split';

const item = (
  key: string,
  className: string | null,
  folderSplit: SplitItem['folderSplit'] = null,
): SplitItem => ({
  key,
  className,
  folderSplit,
});
const many = (className: string, count: number): SplitItem[] =>
  Array.from({ length: count }, (_, i) => item(`${className}/${i}.jpg`, className));
const pooled = { kind: 'pooled', validationFraction: 0.2 } as const;
const folders = { kind: 'folders', validationFraction: 0.2 } as const;

const items = fc.uniqueArray(
  fc.record({
    key: fc.string({ minLength: 1 }),
    className: fc.constantFrom('cat', 'dog', 'owl', null),
    folderSplit: fc.constantFrom('train' as const, 'validation' as const, 'test' as const, null),
  }),
  { selector: ({ key }) => key, maxLength: 60 },
);

describe('a pooled split', () => {
  it('takes the fraction of every class', () => {
    const set = [...many('cat', 100), ...many('dog', 50)];
    const splits = assignSplits(set, pooled, 42);
    const validation = (name: string): number =>
      set.filter(({ className }, i) => className === name && splits[i] === 'validation').length;
    expect([validation('cat'), validation('dog')]).toEqual([20, 10]);
  });

  it('leaves every class of two or more in both parts', () => {
    fc.assert(
      fc.property(
        items,
        fc.double({ min: 0.05, max: 0.5, noNaN: true }),
        fc.nat(),
        (set, validationFraction, seed) => {
          const splits = assignSplits(set, { kind: 'pooled', validationFraction }, seed);
          for (const name of ['cat', 'dog', 'owl']) {
            const parts = splits.filter((_, i) => set[i]?.className === name);
            if (parts.length >= 2) expect(new Set(parts)).toEqual(new Set(['train', 'validation']));
            if (parts.length === 1) expect(parts).toEqual(['train']);
          }
        },
      ),
    );
  });

  it('depends on the seed and the files, not on the order of import', () => {
    fc.assert(
      fc.property(items, fc.nat(), fc.constantFrom(pooled, folders), (set, seed, settings) => {
        expect(assignSplits([...set].reverse(), settings, seed)).toEqual(
          assignSplits(set, settings, seed).reverse(),
        );
      }),
    );
    const set = many('cat', 100);
    expect(assignSplits(set, pooled, 1)).not.toEqual(assignSplits(set, pooled, 2));
  });

  it('moves few pictures when some are added', () => {
    const before = assignSplits(many('cat', 100), pooled, 42);
    const after = assignSplits(many('cat', 110), pooled, 42);
    expect(before.filter((split, i) => split !== after[i]).length).toBeLessThanOrEqual(5);
  });
});

describe('a split by folders', () => {
  it('keeps the folders, and trains on what lies outside them', () => {
    const set = [
      item('1', 'cat', 'train'),
      item('2', 'cat', 'validation'),
      item('3', 'cat', 'test'),
      item('4', 'cat'),
    ];
    expect(assignSplits(set, folders, 42)).toEqual(['train', 'validation', 'test', 'train']);
  });

  it('takes validation pictures from training where no folder gives them, and leaves test alone', () => {
    const set = [
      ...many('cat', 10).map((one) => ({ ...one, folderSplit: 'train' as const })),
      item('t', 'cat', 'test'),
    ];
    const splits = assignSplits(set, folders, 42);
    expect(splits.filter((split) => split === 'validation')).toHaveLength(2);
    expect(splits.at(-1)).toBe('test');
  });
});
