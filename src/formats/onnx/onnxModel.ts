/**
 * A network with its weights as an ONNX file, opset 17. It takes `image`, [batch, height, width, channels] from 0 to 1 as the app
 * and Keras do, and gives `probabilities`, [batch, classes].
 */
import type { z } from 'zod';
import { findNode, predecessors, type Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { networkEnds, outputNames } from '../experiment';
import { FormatError } from '../formatError';
import { toKerasFunctional } from '../keras/config';
import { Graph } from './graph';
import { onnxLayers } from './onnxLayers';
import type { OnnxLayer } from './onnxParts';
import { integerField, message, messageField, textField, toBytes } from './protobuf';

const IR_VERSION = 8;
const OPSET = 17;
/** Protocol Buffers hold no more in one message. */
const MOST_BYTES = 2 ** 31 - 1;

const PREPROCESSING =
  'Transparent parts over white, resized to the input with a triangle filter (Pillow’s BILINEAR), then divided by 255.';

/** Throws `FormatError` where the network has an error or is too large for the format. */
export function onnxModel(
  network: Network,
  weights: ReadonlyMap<string, readonly Float32Array[]>,
  classNames: readonly string[],
): Uint8Array<ArrayBuffer> {
  const { height, width, channels, classes } = networkEnds(network);
  const { order, nodes, outputId } = infer(network);
  const { layerNameOf } = toKerasFunctional(network);
  const sources = predecessors(network);
  const graph = new Graph();
  const values = new Map<string, string>();
  for (const id of order) {
    const node = findNode(network, id);
    const facts = nodes.get(id);
    if (node === undefined || facts?.outputShape == null)
      throw new Error(`Layer "${id}" has no output shape.`);
    const from = sources.get(id) ?? [];
    const write = onnxLayers[node.type] as (layer: OnnxLayer<z.output<z.ZodObject>>) => string;
    const value = write({
      graph,
      name: layerNameOf.get(id) ?? id,
      parameters: node.parameters,
      inputShapes: facts.inputShapes.filter((shape) => shape !== null),
      outputShape: facts.outputShape,
      inputs: from.length === 0 ? ['image'] : from.map((source) => values.get(source) ?? ''),
      weights: weights.get(id) ?? [],
    });
    values.set(id, value);
  }
  graph.op('output', 'Identity', [values.get(outputId ?? '') ?? ''], {}, 'probabilities');
  const notes = {
    class_names: JSON.stringify(outputNames(classNames, classes)),
    preprocessing: PREPROCESSING,
  };
  const model = message(
    integerField(1, IR_VERSION),
    textField(2, 'Convoscope'),
    messageField(
      7,
      graph.finish(
        'network',
        { name: 'image', shape: [height, width, channels] },
        { name: 'probabilities', shape: [classes] },
      ),
    ),
    messageField(8, message(textField(1, ''), integerField(2, OPSET))),
    ...Object.entries(notes).map(([key, value]) =>
      messageField(14, message(textField(1, key), textField(2, value))),
    ),
  );
  if (model.length > MOST_BYTES)
    throw new FormatError(
      'This network has more weights than one ONNX file can hold, 2 GB. Export it to Keras instead.',
    );
  return toBytes(model);
}
