/** Every view of every layer type, in a network that branches, against the shape that the network says it has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { layerType, layerTypeNames, type LayerTypeName } from '../../network/layers';
import { NetworkBuilder } from '../../network/networkBuilder';
import { endSessions, fourTiles, startSession } from '../engineSession';
import type { EngineSession } from '../engineSession';
import type { ViewContent } from '../protocol';
import type { TileInfo } from '../protocol/tiles';
import { activationTiles } from './tileGrid';

let session: EngineSession;

beforeAll(async () => {
  session = await startSession('wasm');
});
afterAll(endSessions);

/** 16 × 16 × 3 → two Conv2D → the layer, fed by both where it merges, else by their sum → Flatten → Dense. */
function around(
  type: LayerTypeName,
  parameters: Readonly<Record<string, unknown>>,
): { network: Network; id: string } {
  const builder = new NetworkBuilder();
  const input = builder.add('input', { height: 16, width: 16, channels: 3 });
  const maps = builder.add('conv2d', { filters: 4 }, input);
  const other = builder.add('conv2d', { filters: 4 }, input);
  const { inputs } = layerType(type);
  const sources = inputs.min > 1 ? [maps, other] : [maps];
  // A second branch must lead somewhere: into the sum that feeds a layer of one input.
  const joined = sources.length > 1 ? sources : [builder.add('add', {}, maps, other)];
  const fed = type === 'dense' ? [builder.add('flatten', {}, ...joined)] : joined;
  const id = type === 'input' ? input : builder.add(type, parameters, ...fed);
  const from = type === 'input' ? (joined[0] ?? maps) : id;
  const [, ...axes] = infer(builder.network()).nodes.get(from)?.outputShape ?? [];
  const flat = axes.length === 0 ? from : builder.add('flatten', {}, from);
  builder.add('dense', { units: 2, activation: 'softmax' }, flat);
  return { network: builder.network(), id };
}

/** Opens the view and gives what it says and what its last tile holds. */
async function look(content: ViewContent): Promise<{ info: TileInfo | null; cells: number | undefined }> {
  const { engine } = session;
  const info = engine.tileInfo(content);
  await engine.openView('view', new OffscreenCanvas(1, 1), fourTiles(content));
  const last = (info?.tiles ?? 1) - 1;
  await expect.poll(() => engine.tileValues('view', last)).not.toBeNull();
  const values = await engine.tileValues('view', last);
  expect(values?.values.every(Number.isFinite)).toBe(true);
  engine.closeView('view');
  return { info, cells: values?.values.length };
}

describe('feature maps', () => {
  it.each(layerTypeNames)('of %s are of its output shape', async (type) => {
    await expectItsShape(type, {});
  });

  it.each([
    ['a vector', [784]],
    ['one cell of many channels', [1, 1, 784]],
    ['other maps', [28, 14, 2]],
  ])('of Reshape to %s are of that shape', async (_, targetShape) => {
    await expectItsShape('reshape', { targetShape });
  });

  async function expectItsShape(
    type: LayerTypeName,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { network, id } = around(type, parameters);
    expect(infer(network).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    await session.engine.setNetwork(network, 1);
    const { info, cells } = await look({ kind: 'featureMaps', layerId: id });
    const { height, width, tiles } = activationTiles(infer(network).nodes.get(id)?.outputShape ?? []);
    const isPicture = layerType(type).family === 'input';
    expect(info).toMatchObject({ height, width, tiles: isPicture ? 1 : tiles });
    expect(cells).toBe(height * width * (isPicture ? 3 : 1));
    expect(session.faults).toEqual([]);
  }
});

describe('filters', () => {
  it.each([
    // Each filter reads all four channels, or the two of its group.
    ['conv2d', { filters: 6, kernelSize: [3, 2] }, { tiles: 6, height: 3, width: 2, inputChannels: 4 }],
    ['conv2d', { filters: 6, groups: 2 }, { tiles: 6, inputChannels: 2 }],
    ['conv2dTranspose', { filters: 6 }, { tiles: 6, inputChannels: 4 }],
    // Four channels, two filters for each.
    ['depthwiseConv2d', { depthMultiplier: 2 }, { tiles: 8, inputChannels: 1 }],
    ['separableConv2d', { filters: 6, depthMultiplier: 2 }, { tiles: 8, inputChannels: 1 }],
  ] as const)('of %s %o', async (type, parameters, expected) => {
    const { network, id } = around(type, parameters);
    await session.engine.setNetwork(network, 1);
    const { info, cells } = await look({ kind: 'filters', layerId: id, inputChannel: 0 });
    expect(info).toMatchObject(expected);
    expect(cells).toBe((info?.height ?? 0) * (info?.width ?? 0));
    expect(session.faults).toEqual([]);
  });
});
