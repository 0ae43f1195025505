import { describe, expect, test } from 'vitest';
import { articleCnn } from '../../network/architectures/articleCnn';
import { articleSettings } from '../../network/recipe';
import { chart } from './chart';
import { reportHtml, type Report } from './report';

const report: Report = {
  savedAt: new Date('2026-03-04T05:06:07Z'),
  network: articleCnn.sizes.paper(),
  settings: { ...articleSettings, optimizer: 'AdamW' },
  diagram: '<svg id="the-diagram"></svg>',
  data: {
    classes: [{ name: '<cat> & "dog"', train: 1200, validation: 3, test: 0 }],
    channels: 3,
    height: 128,
    width: 128,
  },
  run: { backend: 'webgpu', durationMs: 65_400 },
  epochs: [
    { epoch: 1, loss: 0.7, accuracy: 0.5, validationLoss: 0.6, validationAccuracy: 0.6 },
    { epoch: 2, loss: 0.5, accuracy: 0.75, validationLoss: null, validationAccuracy: null },
  ],
  evaluation: {
    loss: 0.45678,
    classNames: ['cat', 'dog'],
    confusion: [
      [7, 1],
      [2, 10],
    ],
    mistakes: [{ source: 'data:image/png;base64,AAAA', says: 'cat, told dog: 91.0 %' }],
    mistakeCount: 3,
  },
  filters: { layer: 'Conv2D 1', pictures: [{ source: 'data:image/png;base64,BBBB', says: '0' }] },
};

describe('reportHtml', () => {
  const html = reportHtml(report);

  test('tells the results, settings and layers', () => {
    for (const text of [
      '12 layers, 13,070,658 parameters. Made with Convoscope on 2026-03-04.',
      '2 epochs in 1 min 5 s, on webgpu',
      '85.0 % (17 of 20)',
      '0.4568',
      'AdamW, weight decay 0.004',
      'rotation ±20°',
      '<th scope="row">Conv2D 1</th><td>32 filters · 3×3 · relu</td><td>126 × 126 × 32</td><td class="number">896</td>',
      '<svg id="the-diagram"></svg>',
      '3 of the validation images are told wrong; here are the 1 where',
    ])
      expect(html).toContain(text);
  });

  test('needs nothing besides itself', () => {
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
    expect(addresses.length).toBe(3);
    expect(addresses.every((address) => address.startsWith('data:'))).toBe(true);
    expect(html).not.toMatch(/<script|@import|url\(/);
  });

  test('takes names for text and nothing else', () => {
    expect(html).toContain('&lt;cat&gt; &amp; &quot;dog&quot;');
    expect(html).not.toContain('<cat>');
  });

  test('says what is not there', () => {
    const bare = reportHtml({
      ...report,
      data: { ...report.data, classes: [] },
      run: null,
      epochs: [],
      evaluation: null,
      filters: null,
    });
    expect(bare).toContain('The network has not been trained.');
    expect(bare).toContain('There are no images.');
    expect(bare).toContain('No epoch is finished.');
    expect(bare).not.toContain('<h2>Mistakes</h2>');
  });
});

describe('chart', () => {
  test('draws a line through each curve, from the first epoch at the left to the last at the right', () => {
    const svg = chart('Accuracy', [1, 2, 3], [{ label: 'training', values: [0, 0.5, 1] }], {
      lowest: 0,
      highest: 1,
    });
    expect(svg).toContain('<polyline class="curve-0" points="52,206 260,117 468,28"/>');
    expect(svg).toContain('aria-label="Accuracy over 3 epochs: training ends at 1.00"');
  });

  test('breaks a line where there is no number, and shows a lone one as a dot', () => {
    const svg = chart('Loss', [1, 2, 3], [{ label: 'a', values: [1, NaN, 2] }], { lowest: 0, highest: 2 });
    expect(svg).not.toContain('polyline');
    expect(svg.match(/<circle/g)).toHaveLength(2);
  });
});
