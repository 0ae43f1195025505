/** A layer's parameters in one line, for its card. */
import type { LayerNode } from '../../../network/graph';
import type { ParameterValue } from '../../../network/layerType';
import { layerType } from '../../../network/layers';
import { parametersOf, sameValue, type Parameter } from '../../../network/parameter';

/** What goes without saying: no padding, no activation, a stride of 1. */
const quiet: readonly ParameterValue[] = ['valid', 'linear', [1, 1]];

/** `32 filters · 3 × 3 · relu`: what counts most of a layer. Empty for an Input: its shape says it all. */
export function layerSummary({ type, parameters }: LayerNode): string {
  const declaration = layerType(type);
  if (declaration.inputs.max === 0) return '';
  return parametersOf(declaration.parameters)
    .filter(({ name, meta, default: usual }) => {
      const value = parameters[name];
      if (value === undefined || !meta.primary || quiet.some((plain) => sameValue(plain, value)))
        return false;
      if (meta.follows !== undefined && sameValue(value, parameters[meta.follows])) return false;
      const optional = meta.control.kind === 'toggle' || meta.control.kind === 'optionalNumber';
      return !optional || !sameValue(value, usual);
    })
    .map((parameter) => phrase(parameter, parameters[parameter.name] ?? null))
    .join(' · ');
}

function phrase({ name, meta }: Parameter, value: ParameterValue): string {
  const label = meta.label.toLowerCase();
  switch (meta.control.kind) {
    case 'integer':
      return `${String(value)} ${label}`;
    case 'pair': {
      const sides = listed(value, ' × ');
      return /kernel|pool/i.test(name) ? sides : `${label} ${sides}`;
    }
    case 'sides':
    case 'numbers':
      return `${label} ${listed(value, ', ')}`;
    case 'choice':
      return String(value);
    case 'toggle':
      return value === true ? label : `no ${label}`;
    case 'number':
    case 'optionalNumber':
      return `${label} ${value === null ? 'none' : String(value)}`;
  }
}

function listed(value: ParameterValue, separator: string): string {
  return Array.isArray(value) ? value.join(separator) : String(value);
}
