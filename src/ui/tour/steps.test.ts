import { describe, expect, it } from 'vitest';
import { architectures } from '../../network/architectures';
import { emptyNetwork, type Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { tourSteps, type TourScene } from './steps';

function scene(network: Network, images = 600): TourScene {
  return { network, inference: infer(network), images };
}

describe('the tour', () => {
  it('speaks in the numbers of the article’s network', () => {
    const network = architectures[0]?.sizes.paper() ?? emptyNetwork;
    const texts = tourSteps.map((step) => step.text(step.layer?.(scene(network)) ?? null, scene(network)));
    expect(texts[0]).toContain('128 × 128 × 3 = 49,152 numbers');
    expect(texts[1]).toContain('Conv2D 1 slides 32 small patterns');
    expect(texts[3]).toContain('63 × 63');
    // 12,845,568 of 13,070,658.
    expect(texts[5]).toContain('98 % of all that this network learns');
    expect(texts[7]).toContain('600 images');
  });

  it.each(['an empty network', ...architectures.map(({ id }) => id)])('has something to say of %s', (id) => {
    const network =
      architectures.find((each) => each.id === id)?.sizes.playground([32, 32, 1], 10) ?? emptyNetwork;
    for (const step of tourSteps) {
      const text = step.text(step.layer?.(scene(network, 0)) ?? null, scene(network, 0));
      expect(text.length).toBeGreaterThan(40);
      expect(text).not.toMatch(/undefined|NaN/);
    }
  });
});
