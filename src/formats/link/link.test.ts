import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { architectures } from '../../network/architectures';
import { articleCnn } from '../../network/architectures/articleCnn';
import { articleSettings, articleSplit } from '../../network/recipe';
import { FormatError } from '../formatError';
import { deflated, fromBase64Url, inflated, toBase64Url } from './compressed';
import { mostLinkCharacters, readLink, writeLink } from './link';

const page = 'https://convoscope.example/play/';
const work = {
  network: articleCnn.sizes.paper(),
  settings: { ...articleSettings, optimizer: 'Adam', epochs: 3 } as const,
  split: { ...articleSplit, validationFraction: 0.3 },
};
const fragmentOf = (link: string): string => new URL(link).hash;

describe('a link', () => {
  test.each(architectures.map(({ id, sizes }) => [id, sizes] as const))('brings %s back', (_, sizes) => {
    for (const network of [sizes.paper(), sizes.playground([64, 64, 3], 2)]) {
      const link = writeLink(page, { ...work, network });
      expect(link.startsWith(`${page}#share=1.`)).toBe(true);
      expect(readLink(fragmentOf(link))).toEqual({ ...work, network });
    }
  });

  test('takes the place of a fragment that is there', () => {
    expect(writeLink(`${page}#network`, work)).toBe(writeLink(page, work));
  });

  test('that would be too long is refused, in words', () => {
    const nodes = Array.from({ length: 2000 }, (_, index) => ({
      id: `a${(index * 7_919_777) % 1_000_003}-${index}`,
      type: 'dropout' as const,
      parameters: { rate: ((index * 7919) % 1000) / 1100 },
    }));
    const network = { nodes, connections: [], blocks: [] };
    expect(() => writeLink(page, { ...work, network })).toThrow(/characters long.*Export the project/);
  });

  test.each([
    ['nothing', '#share='],
    ['cut off', () => fragmentOf(writeLink(page, work)).slice(0, -40)],
    ['no base64', '#share=1.$$$'],
    ['no deflate', '#share=1.AAAA'],
    ['no JSON', () => `#share=1.${toBase64Url(deflated('{bad'))}`],
    ['another thing', () => `#share=1.${toBase64Url(deflated('[1]'))}`],
    [
      'a network with a circle',
      () => {
        const node = (id: string) => ({ id, type: 'flatten', parameters: {} });
        const connections = [
          { from: 'a', to: 'b', input: 0 },
          { from: 'b', to: 'a', input: 0 },
        ];
        const network = { nodes: [node('a'), node('b')], connections, blocks: [] };
        return `#share=1.${toBase64Url(deflated(JSON.stringify({ ...work, network })))}`;
      },
    ],
    ['a bomb', () => `#share=1.${toBase64Url(deflated('0'.repeat(2 ** 23)))}`],
    ['far too long', `#share=1.${'A'.repeat(mostLinkCharacters + 1)}`],
  ])('with %s is refused, in words', (_, fragment) => {
    const text = typeof fragment === 'string' ? fragment : fragment();
    expect(() => readLink(text)).toThrow(/damaged or cut off/);
  });

  test('of a later version says so', () => {
    expect(() => readLink('#share=2.AAAA')).toThrow(/newer Convoscope/);
  });

  test('with any damage is read as something sound or refused', () => {
    const fragment = fragmentOf(writeLink(page, work));
    fc.assert(
      fc.property(
        fc.nat(fragment.length - 1),
        fc.constantFrom('A', 'z', '-', '_', '9', ''),
        (at, character) => {
          const mutated = fragment.slice(0, at) + character + fragment.slice(at + 1);
          try {
            expect(readLink(mutated).network.nodes.length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(FormatError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('any text comes back from its characters, and no more of it than allowed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const bytes = fromBase64Url(toBase64Url(deflated(text)));
      expect(bytes === null ? null : inflated(bytes)).toBe(text);
    }),
    { numRuns: 50 },
  );
});
