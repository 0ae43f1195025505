/** An ONNX graph under construction: operators and the constants they take (onnx.proto3, IR version 8). */
import type { Shape } from '../../network/layerType';
import {
  bytesField,
  floatField,
  integerField,
  integersField,
  message,
  messageField,
  textField,
  type Message,
} from './protobuf';

/** Whole numbers are written as INT, `{ float }` as FLOAT, lists as INTS, text as STRING. */
export type Attribute = number | { readonly float: number } | readonly number[] | string;
export type Attributes = Readonly<Record<string, Attribute>>;

const FLOAT = 1;
const INT64 = 7;
const attributeTypes = { float: 1, integer: 2, text: 3, integers: 7 };

export class Graph {
  private readonly nodes: Message[] = [];
  private readonly initializers: Message[] = [];
  private readonly counts = new Map<string, number>();

  /** Adds an operator that belongs to `layer`; answers with the name of its one output. An input `''` is left out. */
  op(
    layer: string,
    type: string,
    inputs: readonly string[],
    attributes: Attributes = {},
    output?: string,
  ): string {
    const result = output ?? this.unusedName(layer);
    this.nodes.push(
      message(
        ...inputs.map((input) => textField(1, input)),
        textField(2, result),
        textField(3, `${layer}:${type}:${this.nodes.length}`),
        textField(4, type),
        ...Object.entries(attributes).map(([name, value]) => messageField(5, attributeMessage(name, value))),
      ),
    );
    return result;
  }

  /** A constant of 32-bit numbers; answers with its name. */
  floats(layer: string, shape: Shape, values: Float32Array | readonly number[]): string {
    const { buffer, byteOffset, byteLength } = Float32Array.from(values);
    return this.constant(layer, shape, FLOAT, new Uint8Array(buffer, byteOffset, byteLength));
  }

  /** A constant list of whole numbers. */
  integers(layer: string, values: readonly number[]): string {
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.constant(layer, [values.length], INT64, bytes);
  }

  /** GraphProto. The batch axis of input and output is open. */
  finish(
    name: string,
    input: { readonly name: string; readonly shape: Shape },
    output: { readonly name: string; readonly shape: Shape },
  ): Message {
    return message(
      ...this.nodes.map((node) => messageField(1, node)),
      textField(2, name),
      ...this.initializers.map((initializer) => messageField(5, initializer)),
      messageField(11, valueInfo(input.name, input.shape)),
      messageField(12, valueInfo(output.name, output.shape)),
    );
  }

  private constant(layer: string, shape: Shape, dataType: number, bytes: Uint8Array): string {
    const name = this.unusedName(`${layer}/constant`);
    this.initializers.push(
      message(
        integersField(1, shape),
        integerField(2, dataType),
        textField(8, name),
        // Little-endian, as every machine that runs a browser has them.
        bytesField(9, bytes),
      ),
    );
    return name;
  }

  private unusedName(base: string): string {
    const count = this.counts.get(base) ?? 0;
    this.counts.set(base, count + 1);
    return count === 0 ? base : `${base}:${count}`;
  }
}

function attributeMessage(name: string, value: Attribute): Message {
  const own = (type: number, field: Message): Message =>
    message(textField(1, name), field, integerField(20, type));
  if (typeof value === 'number') return own(attributeTypes.integer, integerField(3, value));
  if (typeof value === 'string') return own(attributeTypes.text, textField(4, value));
  if ('float' in value) return own(attributeTypes.float, floatField(2, value.float));
  // INTS of an attribute are not packed in proto2, whose readers take both.
  return own(attributeTypes.integers, message(...value.map((each) => integerField(8, each))));
}

function valueInfo(name: string, shape: Shape): Message {
  const dimensions = [textField(2, 'batch'), ...shape.map((size) => integerField(1, size))];
  const shapeMessage = message(...dimensions.map((dimension) => messageField(1, dimension)));
  const tensorType = message(integerField(1, FLOAT), messageField(2, shapeMessage));
  return message(textField(1, name), messageField(2, messageField(1, tensorType)));
}
