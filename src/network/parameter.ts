/**
 * Builders for the parameters of a layer type. Each makes a zod schema (type, range, default) that carries
 * what people need to edit it (`ParameterMeta`), so that one line per parameter says it all.
 */
import './withoutEval';
import { z } from 'zod';
import type { ParameterControl, ParameterMeta, ParameterValue, ParameterValues } from './layerType';

const parameterMeta = z.registry<ParameterMeta, z.ZodType>();

/** What a builder is told besides the range: `primary` is true unless said otherwise. */
interface About extends Omit<ParameterMeta, 'control' | 'primary'> {
  readonly primary?: boolean;
}

interface Range {
  readonly min: number;
  readonly max: number;
}

type Pair = readonly [number, number];

/** A whole number from `min` to `max`. */
export function integer(about: About & Range & { readonly default: number }) {
  const { min, max, default: value } = about;
  const schema = z.int().min(min).max(max).default(value);
  return described(schema, about, { kind: 'integer', min, max });
}

/** A number from `min` to `max`; `step` is what one press of an arrow key changes. */
export function number(about: About & Range & { readonly step: number; readonly default: number }) {
  const { min, max, step, default: value } = about;
  const schema = z.number().min(min).max(max).default(value);
  return described(schema, about, { kind: 'number', min, max, step });
}

/** Two whole numbers, along [height, width]. */
export function pair(about: About & Range & { readonly default: Pair }) {
  const { min, max, default: value } = about;
  const side = z.int().min(min).max(max);
  const schema = z.tuple([side, side]).readonly().default([value[0], value[1]]);
  return described(schema, about, { kind: 'pair', min, max });
}

/** Four whole numbers: [top, bottom, left, right]. */
export function sides(
  about: About & Range & { readonly default: readonly [number, number, number, number] },
) {
  const { min, max, default: value } = about;
  const side = z.int().min(min).max(max);
  const schema = z
    .tuple([side, side, side, side])
    .readonly()
    .default([value[0], value[1], value[2], value[3]]);
  return described(schema, about, { kind: 'sides', min, max });
}

/** [top, bottom, left, right] of what Keras takes for them: one number, [down, across], or [[top, bottom], [left, right]]. */
export function rimOf(value: unknown): unknown {
  if (!Array.isArray(value)) return [value, value, value, value];
  return value.flatMap((side: unknown): unknown[] => (Array.isArray(side) ? side : [side, side]));
}

/** A list of one to `mostItems` whole numbers. */
export function numbers(
  about: About & Range & { readonly mostItems: number; readonly default: readonly number[] },
) {
  const { min, max, mostItems, default: value } = about;
  const schema = z
    .array(z.int().min(min).max(max))
    .min(1)
    .max(mostItems)
    .readonly()
    .default([...value]);
  return described(schema, about, { kind: 'numbers', min, max, mostItems });
}

/** A number from `min` to `max`, or none (`null`, the default); `initial` is what it becomes when it is switched on. */
export function optionalNumber(about: About & Range & { readonly step: number; readonly initial: number }) {
  const { min, max, step, initial } = about;
  const schema = z.number().min(min).max(max).nullable().default(null);
  return described(schema, about, { kind: 'optionalNumber', min, max, step, initial });
}

/** One of a few words or numbers. */
export function choice<const Option extends string | number>(
  options: readonly Option[],
  about: About & { readonly default: NoInfer<Option> },
) {
  const schema = z.literal(options).default(about.default as z.core.util.NoUndefined<Option>);
  return described(schema, about, { kind: 'choice', options });
}

/** On or off. */
export function toggle(about: About & { readonly default: boolean }) {
  const schema = z.boolean().default(about.default);
  return described(schema, about, { kind: 'toggle' });
}

/** One parameter of a layer type, with all that an editor for it needs. */
export interface Parameter {
  readonly name: string;
  readonly meta: ParameterMeta;
  /** Accepts one value of this parameter. */
  readonly schema: z.ZodType;
  readonly default: ParameterValue;
}

/** The parameters of a layer type in the order of its declaration. Throws where one was made without a builder. */
export function parametersOf(parameters: z.ZodObject): readonly Parameter[] {
  return Object.entries(parameters.shape).map(([name, schema]) => {
    const about = parameterMeta.get(schema as z.ZodType);
    if (about === undefined)
      throw new Error(`Parameter "${name}" was not made with a builder of parameter.ts.`);
    return {
      name,
      meta: about,
      schema: schema as z.ZodType,
      default: z.parse(schema, undefined) as ParameterValue,
    };
  });
}

/**
 * `patch` over `current`, where a parameter that follows another goes along with it unless it was set apart.
 * Not validated: parse the result with the type's schema.
 */
export function mergeParameters(
  parameters: z.ZodObject,
  current: ParameterValues,
  patch: ParameterValues,
): ParameterValues {
  const merged: Record<string, ParameterValue> = { ...current, ...patch };
  for (const { name, meta: about } of parametersOf(parameters)) {
    const leader = about.follows;
    if (leader === undefined || Object.hasOwn(patch, name) || !Object.hasOwn(patch, leader)) continue;
    if (sameValue(current[name], current[leader])) merged[name] = patch[leader] as ParameterValue;
  }
  return merged;
}

/** What a control accepts, in words: `a whole number from 1 to 4096`. */
export function acceptedValues(control: ParameterControl): string {
  switch (control.kind) {
    case 'integer':
      return `a whole number from ${control.min} to ${control.max}`;
    case 'number':
      return `a number from ${control.min} to ${control.max}`;
    case 'optionalNumber':
      return `a number from ${control.min} to ${control.max}, or none`;
    case 'sides':
      return `four whole numbers from ${control.min} to ${control.max}`;
    case 'numbers':
      return `one to ${control.mostItems} whole numbers from ${control.min} to ${control.max}`;
    case 'pair':
      return `two whole numbers from ${control.min} to ${control.max}`;
    case 'choice':
      return `one of ${control.options.join(', ')}`;
    case 'toggle':
      return 'on or off';
    default:
      return control satisfies never;
  }
}

/** Whether two parameter values are equal; lists by their members. */
export function sameValue(a: ParameterValue | undefined, b: ParameterValue | undefined): boolean {
  if (!isList(a) || !isList(b)) return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function isList(value: ParameterValue | undefined): value is readonly number[] {
  return Array.isArray(value);
}

function described<S extends z.ZodType>(schema: S, about: About, control: ParameterControl): S {
  const { label, help, primary = true, follows } = about;
  parameterMeta.add(schema, { label, help, primary, control, ...(follows === undefined ? {} : { follows }) });
  return schema;
}
