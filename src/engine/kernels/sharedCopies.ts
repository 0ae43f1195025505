/**
 * Copies that copy nothing. tfjs clones every tensor it saves for the backward pass; its WASM kernels for
 * that (Identity, and Cast to the same type) duplicate the data, where those of the GPU backends count one
 * more user of it.
 */
import type * as tf from '@tensorflow/tfjs';
import { reshaped, type KernelArguments } from './wasmKernel';

type Identity = (args: KernelArguments<'x', unknown>) => tf.TensorInfo;
type Cast = (args: KernelArguments<'x', tf.CastAttrs>) => tf.TensorInfo;

/** Strings, which do not lie on the heap, go to `stock`. */
export function sharedIdentity(stock: Identity): Identity {
  return (args) => (args.inputs.x.dtype === 'string' ? stock(args) : shared(args));
}

/** A change of type goes to `stock`. */
export function sharedCast(stock: Cast): Cast {
  return (args) => (args.inputs.x.dtype === args.attrs.dtype ? shared(args) : stock(args));
}

function shared({ inputs: { x }, backend }: KernelArguments<'x', unknown>): tf.TensorInfo {
  backend.incRef(x.dataId);
  return reshaped(x, [...x.shape]);
}
