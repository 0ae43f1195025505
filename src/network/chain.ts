import type { z } from 'zod';
import { addLayer } from './edits';
import { emptyNetwork, type Network } from './graph';
import type { ParameterValues } from './layerType';
import type { layerTypes, LayerTypeName } from './layers';

/** A layer as written in code: its type and what differs from the defaults, both checked by the compiler. */
export type LayerSpec = {
  [Name in LayerTypeName]: readonly [
    type: Name,
    parameters?: z.input<(typeof layerTypes)[Name]['parameters']>,
  ];
}[LayerTypeName];

/** The layers one after the other: Keras's Sequential. */
export function chain(layers: readonly LayerSpec[]): Network {
  return layers.reduce<Network>(
    (network, [type, parameters = {}]) =>
      addLayer(network, type, { parameters: parameters as ParameterValues }),
    emptyNetwork,
  );
}
