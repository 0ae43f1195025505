import './withoutEval';
import { z } from 'zod';
import { EditRefused } from './editRefused';
import type { ParameterValues } from './layerType';
import { acceptedValues, mergeParameters, parametersOf } from './parameter';

/** What has parameters: a layer type or a block kind, with the name that people know it by. */
interface Parametrised {
  readonly name: string;
  readonly schema: z.ZodObject;
}

/**
 * `patch` over `current` over the defaults, each in range. Throws `EditRefused` (`bad-parameters`) with the first fault
 * by the parameter's label: `Filters of Conv2D must be a whole number from 1 to 4096.`
 */
export function completeParameters(
  { name, schema }: Parametrised,
  current: ParameterValues,
  patch: ParameterValues,
): ParameterValues {
  const result = schema.safeParse(mergeParameters(schema, current, patch));
  if (result.success) return result.data as ParameterValues;
  const fault = result.error.issues[0]?.path[0];
  const parameter = parametersOf(schema).find((candidate) => candidate.name === fault);
  throw new EditRefused(
    'bad-parameters',
    parameter === undefined
      ? `${name} has no such parameter. ${z.prettifyError(result.error)}`
      : `${parameter.meta.label} of ${name} must be ${acceptedValues(parameter.meta.control)}.`,
  );
}
