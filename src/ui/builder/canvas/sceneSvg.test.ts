import { expect, it } from 'vitest';
import { architectures } from '../../../network/architectures';
import { articleCnn } from '../../../network/architectures/articleCnn';
import { infer } from '../../../network/inference';
import type { Network } from '../../../network/graph';
import { sceneOf } from './scene';
import { sceneSvg } from './sceneSvg';

const figure = (network: Network, open: readonly string[] = []) => {
  const scene = sceneOf({
    network,
    positions: {},
    openBlocks: new Set(open),
    inference: infer(network),
    strips: false,
  });
  return { scene, ...sceneSvg(scene, 'Cats & <dogs>') };
};

/** Whether every element that is opened is closed, in turn: what an XML parser asks of the file. */
function wellFormed(xml: string): boolean {
  const open: string[] = [];
  for (const [, closes = '', name = '', itself = ''] of xml.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/gi)) {
    if (closes === '/') {
      if (open.pop() !== name) return false;
    } else if (itself === '') open.push(name);
  }
  return open.length === 0 && !/&(?!(amp|lt|gt|quot);)/.test(xml);
}

it('says of every layer what its card says, and escapes what XML would misread', () => {
  const { svg } = figure(articleCnn.sizes.paper());
  expect(svg).toContain('<title>Cats &amp; &lt;dogs&gt;</title>');
  for (const words of ['Conv2D 1', '32 filters · 3×3 · relu', '126 × 126 × 32', '896 parameters']) {
    expect(svg).toContain(`>${words}</text>`);
  }
  expect(wellFormed(svg)).toBe(true);
});

it.each(architectures.map(({ id, sizes }) => [id, sizes] as const))(
  'is well-formed, with every card and edge inside it: %s',
  (_, sizes) => {
    const network = sizes.paper();
    const { svg, scene, width, height } = figure(
      network,
      network.blocks.slice(0, 3).map(({ id }) => id),
    );
    expect(wellFormed(svg)).toBe(true);
    expect(svg.match(/marker-end/g)).toHaveLength(scene.edges.length);
    const [left = NaN, top = NaN] = /viewBox="([^"]+)"/.exec(svg)?.[1]?.split(' ').map(Number) ?? [];
    for (const { rect } of [...scene.cards.values(), ...scene.frames]) {
      expect(rect.x).toBeGreaterThanOrEqual(left);
      expect(rect.y).toBeGreaterThanOrEqual(top);
      expect(rect.x + rect.width).toBeLessThanOrEqual(left + width);
      expect(rect.y + rect.height).toBeLessThanOrEqual(top + height);
    }
  },
);

it('of nothing is an empty figure', () => {
  const { svg, width, height } = figure({ nodes: [], connections: [], blocks: [] });
  expect([width, height]).toEqual([48, 48]);
  expect(wellFormed(svg)).toBe(true);
});
