import { describe, expect, it } from 'vitest';
import { articleCnn } from '../../network/architectures/articleCnn';
import { architectures } from '../../network/architectures';
import { chain } from '../../network/chain';
import { infer } from '../../network/inference';
import { layerTableLatex, layerTableMarkdown } from './layerTable';

describe('the table of a network', () => {
  it("has the article's layers, as Keras counts them", () => {
    // Shapes and counts as model.summary() of the article's program prints them.
    expect(layerTableMarkdown(articleCnn.sizes.paper()))
      .toBe(`| Layer | From | Settings | Output shape | Parameters |
| --- | --- | --- | --- | ---: |
| Input 1 |  |  | 128 × 128 × 3 | 0 |
| Conv2D 1 |  | 32 filters · 3×3 · relu | 126 × 126 × 32 | 896 |
| MaxPooling2D 1 |  | 2×2 | 63 × 63 × 32 | 0 |
| Conv2D 2 |  | 64 filters · 3×3 · relu | 61 × 61 × 64 | 18,496 |
| MaxPooling2D 2 |  | 2×2 | 30 × 30 × 64 | 0 |
| Conv2D 3 |  | 128 filters · 3×3 · relu | 28 × 28 × 128 | 73,856 |
| MaxPooling2D 3 |  | 2×2 | 14 × 14 × 128 | 0 |
| Flatten 1 |  |  | 25,088 | 0 |
| Dense 1 |  | 512 units · relu | 512 | 12,845,568 |
| Dropout 1 |  | rate 0.5 | 512 | 0 |
| Dense 2 |  | 256 units · relu | 256 | 131,328 |
| Dense 3 |  | 2 units · softmax | 2 | 514 |
| **Total** |  |  |  | **13,070,658** |
`);
  });

  it('says where a layer reads from when it is not the one above', () => {
    const resnet = architectures.find(({ id }) => id === 'resnet18');
    const table = layerTableMarkdown(resnet?.sizes.paper() ?? articleCnn.sizes.paper());
    expect(table).toMatch(/\| Add 1 \| BatchNormalization \d+, MaxPooling2D 1 \|/);
  });

  it.each(architectures.map(({ id, sizes }) => [id, sizes.paper()] as const))(
    'has every layer and the whole sum, in LaTeX too: %s',
    (_, network) => {
      const { parameters } = infer(network).totals;
      const markdown = layerTableMarkdown(network).trimEnd().split('\n');
      expect(markdown).toHaveLength(network.nodes.length + 3);
      expect(markdown.at(-1)).toContain(parameters.toLocaleString('en-US'));
      const latex = layerTableLatex(network).split('\n');
      const rows = latex.filter((row) => row.endsWith(' \\\\'));
      expect(rows).toHaveLength(network.nodes.length + 2);
      for (const row of rows) expect(row.match(/(?<!\\)&/g)).toHaveLength(4);
      expect(rows.at(-1)).toContain(parameters.toLocaleString('en-US').replaceAll(',', '\\,'));
    },
  );

  it('keeps words from being read as markup', () => {
    const network = chain([
      ['input', { height: 8, width: 8, channels: 1 }],
      ['flatten'],
      ['dense', { units: 2, activation: 'leaky_relu' }],
    ]);
    expect(layerTableMarkdown(network)).toContain('2 units · leaky\\_relu |');
    expect(layerTableLatex(network)).toContain('2 units $\\cdot$ leaky\\_relu &');
  });
});
