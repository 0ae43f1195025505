/**
 * As much of Protocol Buffers as an ONNX file needs: fields by their numbers, written one after the other
 * (https://protobuf.dev/programming-guides/encoding). Large weights are kept as they are until `toBytes` puts all together.
 */
import { strToU8 } from 'fflate';

/** A message, or a part of one: its bytes in pieces. */
export interface Message {
  readonly pieces: readonly Uint8Array[];
  readonly length: number;
}

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

/** The fields one after the other. */
export function message(...fields: readonly Message[]): Message {
  return {
    pieces: fields.flatMap(({ pieces }) => pieces),
    length: fields.reduce((sum, { length }) => sum + length, 0),
  };
}

/** A whole number that is exact in JavaScript; a negative one takes ten bytes, as an int64 does. */
export function integerField(field: number, value: number): Message {
  return bytesOf([...tag(field, VARINT), ...varint(BigInt(value))]);
}

export function floatField(field: number, value: number): Message {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return bytesOf([...tag(field, FIXED32), ...bytes]);
}

export function textField(field: number, text: string): Message {
  return bytesField(field, strToU8(text));
}

export function bytesField(field: number, bytes: Uint8Array): Message {
  return messageField(field, { pieces: [bytes], length: bytes.length });
}

export function messageField(field: number, inner: Message): Message {
  return message(bytesOf([...tag(field, LENGTH_DELIMITED), ...varint(BigInt(inner.length))]), inner);
}

/** Many whole numbers in one field. */
export function integersField(field: number, values: readonly number[]): Message {
  return messageField(field, bytesOf(values.flatMap((value) => varint(BigInt(value)))));
}

export function toBytes({ pieces, length }: Message): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function bytesOf(bytes: readonly number[]): Message {
  return { pieces: [Uint8Array.from(bytes)], length: bytes.length };
}

function tag(field: number, wireType: number): readonly number[] {
  return varint(BigInt(field * 8 + wireType));
}

/** Seven bits a byte, the lowest first; all but the last byte have their highest bit set. */
function varint(value: bigint): readonly number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}
