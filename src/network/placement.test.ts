import { describe, expect, it } from 'vitest';
import { articleCnn } from './architectures/articleCnn';
import { addLayer } from './edits';
import { emptyNetwork, labels } from './graph';
import type { Network } from './graph';
import { lastGoodPlace } from './placement';

const place = (network: Network, type: Parameters<typeof lastGoodPlace>[1]) => {
  const id = lastGoodPlace(network, type);
  return id === undefined ? undefined : labels(network).get(id);
};

describe('lastGoodPlace', () => {
  const network = articleCnn.sizes.paper();

  it('puts a layer on feature maps before Flatten and one on vectors before the head', () => {
    expect(place(network, 'conv2d')).toBe('MaxPooling2D 3');
    expect(place(network, 'maxPooling2d')).toBe('MaxPooling2D 3');
    expect(place(network, 'dense')).toBe('Dense 2');
    expect(place(network, 'dropout')).toBe('Dense 2');
  });

  it('puts a block where what it gives is taken', () => {
    expect(place(network, 'residualBasicBlock')).toBe('MaxPooling2D 3');
    expect(place(network, 'vggBlock')).toBe('MaxPooling2D 3');
  });

  it('has no place for what would do harm everywhere', () => {
    expect(place(network, 'flatten')).toBeUndefined();
  });

  it('goes to the end while a network is being made', () => {
    const begun = addLayer(emptyNetwork, 'input');
    expect(place(begun, 'conv2d')).toBe('Input 1');
    expect(place(addLayer(begun, 'conv2d'), 'flatten')).toBe('Conv2D 1');
    expect(place(emptyNetwork, 'dense')).toBeUndefined();
  });
});
