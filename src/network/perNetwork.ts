/** Values derived from a network are computed once for each: a network never changes, an edit makes another one. */
import type { Network } from './graph';

/** `derive`, with its answer kept for as long as the network is. */
export function perNetwork<Value>(derive: (network: Network) => Value): (network: Network) => Value {
  const kept = new WeakMap<Network, { readonly value: Value }>();
  return (network) => {
    const known = kept.get(network);
    if (known !== undefined) return known.value;
    const value = derive(network);
    kept.set(network, { value });
    return value;
  };
}
