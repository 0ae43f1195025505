/** One layer of a Keras config as a layer type with parameters, or why there is none for it. */
import type { z } from 'zod';
import { initializerNames } from '../../network/initializers';
import type { LayerDeclaration, ParameterValues } from '../../network/layerType';
import { layerType, layerTypeNames, type LayerTypeName } from '../../network/layers';
import { acceptedValues, parametersOf } from '../../network/parameter';
import { isObject, type JsonObject } from '../json';
import { parameterKey } from './layerConfig';
import type { KerasLayerText } from './readModel';
import { unknownClassReason } from './unknownClass';

interface ReadLayer {
  readonly type: LayerTypeName;
  readonly parameters: ParameterValues;
  /** The axis it works along, where it names one: to be held against the rank of what arrives. */
  readonly axis: number | null;
  /** What differs in training but not in what the layer computes. */
  readonly notes: readonly string[];
}

type LayerReading = ReadLayer | { readonly reason: string };

/** By the class name in a config. */
const typeOfClass: ReadonlyMap<string, LayerTypeName> = new Map(
  layerTypeNames.flatMap((type): [string, LayerTypeName][] => {
    const { className, configClassName } = layerType(type);
    return [
      [className, type],
      [configClassName ?? className, type],
    ];
  }),
);

/** Names that files have for the same classes. */
const otherClassNames: ReadonlyMap<string, string> = new Map([
  ['BatchNormalizationV1', 'BatchNormalization'],
  ['BatchNormalizationV2', 'BatchNormalization'],
  ['MaxPool2D', 'MaxPooling2D'],
  ['AvgPool2D', 'AveragePooling2D'],
  ['GlobalMaxPool2D', 'GlobalMaxPooling2D'],
  ['GlobalAvgPool2D', 'GlobalAveragePooling2D'],
  ['Convolution2D', 'Conv2D'],
  ['Convolution2DTranspose', 'Conv2DTranspose'],
]);

/** Keras's defaults, where a config leaves the key out and the playground begins with another value. */
const kerasDefaults: JsonObject = {
  activation: 'linear',
  strides: [1, 1],
  padding: 'valid',
  interpolation: 'nearest',
  offset: 0,
};

/** Keys that say nothing of what a layer computes. */
const silentKeys: ReadonlySet<string> = new Set([
  'name',
  'trainable',
  'dtype',
  'autocast',
  'seed',
  'noise_shape',
  'batch_input_shape',
  'batch_shape',
  'input_dtype',
  'implementation',
]);

export function readLayer({ className, registeredName, config }: KerasLayerText): LayerReading {
  const type = typeOfClass.get(otherClassNames.get(className) ?? className);
  const declaration = type === undefined ? null : layerType(type);
  const ours =
    declaration?.customPackage === undefined ? null : `${declaration.customPackage}>${declaration.className}`;
  const custom = registeredName?.includes('>') === true && registeredName !== ours;
  if (type === undefined || declaration === null || custom)
    return { reason: unknownClassReason(className, custom) };
  const raw = rawParameters(declaration, config);
  const parsed = declaration.parameters.safeParse(raw);
  if (!parsed.success) return { reason: parameterReason(declaration, raw, parsed.error) };
  const odd = oddKey(declaration, config);
  if (odd !== null) return { reason: odd };
  return {
    type,
    parameters: parsed.data as ParameterValues,
    axis: axisOf(declaration, config),
    notes: trainingNotes(declaration, config),
  };
}

/** What the config says of each parameter, still unchecked. */
function rawParameters(declaration: LayerDeclaration, config: JsonObject): JsonObject {
  const penalties = declaration.kerasRegularizers;
  const entries = parametersOf(declaration.parameters).flatMap(({ name, meta }): [string, unknown][] => {
    if (penalties !== undefined && (name === 'l1' || name === 'l2'))
      return [[name, penalty(penalties, config, name)]];
    const key = parameterKey(name);
    const given = Object.hasOwn(config, key) ? config[key] : undefined;
    if (name.endsWith('Initializer')) return [[name, initializerName(given)]];
    if (name === 'activation') return [[name, activationName(given)]];
    if (name === 'strides' && Object.hasOwn(declaration.parameters.shape, 'poolSize'))
      return [[name, pairOf(given ?? config.pool_size)]];
    if (name === 'negativeSlope') return [[name, given ?? config.alpha ?? config.leak]];
    const value = given ?? kerasDefaults[key];
    return value === undefined ? [] : [[name, meta.control.kind === 'pair' ? pairOf(value) : value]];
  });
  const raw = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  return { ...raw, ...declaration.fromKerasConfig?.(config) };
}

function pairOf(value: unknown): unknown {
  return typeof value === 'number' ? [value, value] : value;
}

/** By its name, as an object of Keras, or as a function's name in one. */
function activationName(value: unknown): unknown {
  if (value === undefined || value === null) return 'linear';
  if (!isObject(value)) return value;
  return typeof value.config === 'string' ? value.config : value.class_name;
}

/** The nearest there is: an initializer only matters when weights are drawn anew. */
function initializerName(value: unknown): string | undefined {
  const name = isObject(value) ? value.class_name : value;
  if (typeof name !== 'string') return undefined;
  const plain = name.replaceAll('_', '').toLowerCase();
  return initializerNames.find((known) => known.replaceAll('_', '') === plain);
}

/** `l1` or `l2` of the first of these penalties that has one. */
function penalty(keys: readonly string[], config: JsonObject, name: 'l1' | 'l2'): unknown {
  const found = keys.map((key) => config[key]).find((value) => (value ?? null) !== null);
  if (!isObject(found)) return 0;
  const numbers = isObject(found.config) ? found.config : {};
  return numbers[name] ?? 0;
}

/** Why a parameter does not fit: what it is, and what it can be here. */
function parameterReason(declaration: LayerDeclaration, raw: JsonObject, error: z.ZodError): string {
  const [name] = error.issues[0]?.path ?? [];
  const parameter = parametersOf(declaration.parameters).find((each) => each.name === name);
  if (parameter === undefined) return 'its settings are of a kind that Convoscope does not know';
  const key = parameterKey(parameter.name);
  const given = Object.hasOwn(raw, parameter.name) ? shortText(raw[parameter.name]) : 'missing';
  return `its ${key} is ${given}, where Convoscope takes ${acceptedValues(parameter.meta.control)}`;
}

/** A setting that changes what the layer computes and that there is no parameter for; `null` where there is none. */
function oddKey(declaration: LayerDeclaration, config: JsonObject): string | null {
  const known = new Set([
    ...parametersOf(declaration.parameters).map(({ name }) => parameterKey(name)),
    ...(declaration.kerasRegularizers ?? []),
  ]);
  for (const [key, value] of Object.entries(config)) {
    if (known.has(key) || silentKeys.has(key) || onlyTrains(key) || key === 'axis') continue;
    const constant = declaration.kerasConstants?.[key];
    const said = JSON.stringify(value);
    if (value === null || value === false || said === JSON.stringify(constant) || isNeutral(key, value))
      continue;
    return `its ${key} is ${shortText(value)}, which Convoscope has no setting for`;
  }
  return null;
}

/** Settings of later and older versions at the value that changes nothing. */
function isNeutral(key: string, value: unknown): boolean {
  if (key === 'alpha' || key === 'leak') return true;
  if (key === 'data_format') return value === 'channels_last';
  if (key === 'groups' || key === 'dilation_rate' || key === 'depth_multiplier')
    return JSON.stringify(pairOf(value)) === '[1,1]';
  return false;
}

function onlyTrains(key: string): boolean {
  return /_(initializer|regularizer|constraint)$|^renorm/.test(key);
}

function trainingNotes(declaration: LayerDeclaration, config: JsonObject): readonly string[] {
  const penalties = declaration.kerasRegularizers ?? [];
  return Object.entries(config)
    .filter(([key, value]) => (value ?? null) !== null && /_(regularizer|constraint)$/.test(key))
    .filter(([key]) => !penalties.includes(key))
    .map(([key]) => `its ${key} is left out`);
}

function axisOf({ kerasConstants }: LayerDeclaration, config: JsonObject): number | null {
  if (kerasConstants?.axis === undefined || !Object.hasOwn(config, 'axis')) return null;
  const { axis } = config;
  const [only, ...more]: readonly unknown[] = Array.isArray(axis) ? (axis as unknown[]) : [axis];
  return typeof only === 'number' && more.length === 0 ? only : Number.NaN;
}

function shortText(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? 'missing' : text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
