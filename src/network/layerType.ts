/**
 * What a layer type is. One declaration (`defineLayer`) says everything that is particular to a type:
 * its Keras name, parameters, shapes, weights, cost, receptive field, explanation and views. Nothing
 * else in the code asks "which type is this?".
 */
import type { z } from 'zod';
import type { InitializerName } from './initializers';
import type { LayerPicture } from './layerPicture';

/** A tensor shape without its batch axis: `[height, width, channels]`, or `[units]` once flattened. */
export type Shape = readonly number[];

/** A penalty on the size of a weight, added to the loss: `l1 · Σ|w| + l2 · Σw²`, as Keras's L1L2. */
export interface Regularizer {
  readonly l1: number;
  readonly l2: number;
}

/** One weight of a layer, in the order Keras stores them: trainable first, then not. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: Shape;
  readonly trainable: boolean;
  readonly initializer: InitializerName;
  /** Left out where there is none. */
  readonly regularizer?: Regularizer;
}

/** Of a feature map: 0 counts its rows, 1 its columns. */
export type Axis = 0 | 1;

/** First and last of neighbouring cells along one axis, both included. */
export type Span = readonly [first: number, last: number];

/** What the cells of a map see that do not all see the same pattern, only moved. */
export interface TurnsOfCells {
  /** How many cells further, along [height, width], the pattern begins anew, moved by as many strides; Infinity if nowhere. */
  readonly period: readonly [number, number];
  /** First and last that cell `index` sees along an axis, also where they lie beyond the map; `null` where it sees none. */
  span(axis: Axis, index: number): Span | null;
}

/** One step of a receptive field along [height, width]; padding is what is added before the first cell. */
export interface ReceptiveFieldStep {
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly padding: readonly [number, number];
  /** Of a layer that enlarges the map, whose cells take turns: there `stride` is a mean. Left out where the numbers say all. */
  readonly turns?: TurnsOfCells;
}

/** Which axis of the output the rows and the columns of an input go along with; `null` where a cell sees all of them. */
export type AxesSeen = readonly [rows: Axis | null, columns: Axis | null];

/** The views of the inspector that can say something about a layer. */
export type LayerView = 'featureMaps' | 'filters' | 'poolingWinners' | 'arithmetic' | 'probabilities';

/**
 * What the last two axes of a kernel [height, width, …] count: Conv2D's `[input, output]`, the transposed convolution's
 * `[output, input]`, or `[input, multiplier]` where every input channel has filters of its own.
 */
export type KernelAxes = 'inputOutput' | 'outputInput' | 'inputMultiplier';

/** Which family a type belongs to: it decides the silhouette, the hue and the palette group of a card. */
export type LayerFamily =
  | 'input'
  | 'convolution'
  | 'pooling'
  | 'core'
  | 'normalization'
  | 'regularization'
  | 'activation'
  | 'reshaping'
  | 'merging';

/** How many inputs a layer takes. */
type InputArity = { readonly min: number; readonly max: number };

/** Parameters of the layer itself that would help; `label` is on the button: `Use padding same`. */
export interface ParameterRepair {
  readonly label: string;
  readonly parameters: ParameterValues;
}

/** Why a layer cannot take what it is given, in plain words, and which repair would help. */
export interface ShapeProblem {
  readonly message: string;
  /** A repair the builder can offer on the card; only where it is certain to help. */
  readonly repair?: 'insertFlattenBefore' | 'moveToFeatureMaps' | 'removeLayer' | ParameterRepair;
}

/** `shape` where the inputs fit, else `problem`: the caller decides, so it is a value and not an exception. */
export type ShapeResult =
  | { readonly shape: Shape; readonly problem?: never }
  | { readonly problem: ShapeProblem; readonly shape?: never };

/** `null` is "none" (ReLU without a `maxValue`). Lists are pairs `[height, width]`, sides, shapes, axes. */
export type ParameterValue = number | string | boolean | null | readonly number[];
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** How a parameter is edited: the UI makes its control from this alone. */
export type ParameterControl =
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly step: number }
  /** A number that may be left out: `null`. `initial` is what it becomes when it is switched on. */
  | {
      readonly kind: 'optionalNumber';
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly initial: number;
    }
  /** Along [height, width]. */
  | { readonly kind: 'pair'; readonly min: number; readonly max: number }
  /** [top, bottom, left, right]. */
  | { readonly kind: 'sides'; readonly min: number; readonly max: number }
  /** A list of whole numbers, `mostItems` at most: a target shape, an order of axes. */
  | { readonly kind: 'numbers'; readonly min: number; readonly max: number; readonly mostItems: number }
  | { readonly kind: 'choice'; readonly options: readonly (string | number)[] }
  | { readonly kind: 'toggle' };

/** A parameter as people meet it. It rides on the zod schema: `parameter.ts` writes it and reads it back. */
export interface ParameterMeta {
  readonly label: string;
  readonly help: string;
  readonly control: ParameterControl;
  /** Shown on the card itself (true) or only in the card's "more" part (false). */
  readonly primary: boolean;
  /** Takes the value of this other parameter until it is set apart: pooling's strides follow `poolSize`. */
  readonly follows?: string;
}

/**
 * Everything that is particular to one layer type. `S` is the zod object schema of its parameters.
 * `outputShape` is asked only with as many inputs as `inputs` allows, the others only where it gave a shape.
 */
export interface LayerDeclaration<S extends z.ZodObject = z.ZodObject> {
  /** Its name in Keras code, and on its card: `Conv2D`, `Input`. */
  readonly className: string;
  /** Class name in a Keras config where that is another one: `InputLayer`. */
  readonly configClassName?: string;
  readonly family: LayerFamily;
  readonly inputs: InputArity;
  readonly parameters: S;
  outputShape(inputShapes: readonly Shape[], parameters: z.output<S>): ShapeResult;
  weights(inputShapes: readonly Shape[], parameters: z.output<S>): readonly WeightSpec[];
  /** Whether its output is more than a weighted sum of its inputs: what makes depth worth having. */
  nonLinear(parameters: z.output<S>): boolean;
  /**
   * Multiply-adds of one forward pass for one image, counted as papers do: the products with a kernel
   * of rank 2 or more. Bias, activation, normalization and pooling count nothing.
   */
  operations(inputShapes: readonly Shape[], parameters: z.output<S>): number;
  /** `null` where every output sees the whole input (Dense, Flatten, global pooling). */
  receptiveField(inputShapes: readonly Shape[], parameters: z.output<S>): ReceptiveFieldStep | null;
  /**
   * One entry per input, for layers without a receptive-field step of which a cell still does not see every input cell:
   * maps that are turned, or that meet one of another size.
   */
  axesSeen?(inputShapes: readonly Shape[], parameters: z.output<S>): readonly AxesSeen[];
  /** Plain words: what it does and why a network has it. Two or three sentences. */
  readonly explanation: string;
  /** What the inspector draws beside the explanation, for these parameters. */
  picture(parameters: z.output<S>): LayerPicture;
  readonly views: readonly LayerView[];
  /** Of the first weight, where `filters` shows it; left out where it is `inputOutput`. */
  readonly kernelAxes?: KernelAxes;
  /** The one line on its card, such as `32 filters · 3×3 · relu`; empty where there is nothing to say. */
  summary(parameters: z.output<S>): string;
  /** Package of a class that Keras has not, which whoever loads the model registers: `Convoscope`. */
  readonly customPackage?: string;
  /** Keys of the Keras config that are not parameters: `data_format`. */
  readonly kerasConstants?: Readonly<Record<string, unknown>>;
  /** Whether Keras refuses `trainable` in the config of this class, which all others take. */
  readonly kerasRefusesTrainable?: boolean;
  /** Keys of the Keras config for the penalty that the parameters `l1` and `l2` make: `kernel_regularizer`. */
  readonly kerasRegularizers?: readonly string[];
  /** Keys of the Keras config in place of the snake-cased parameters, where those do not say it. */
  kerasConfig?(parameters: z.output<S>, inputShapes: readonly Shape[]): Readonly<Record<string, unknown>>;
  /** The other way round, for whoever checks them: parameters out of what a Keras config has under their snake-cased names. */
  fromKerasConfig?(config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}

/** Identity, with the parameter types inferred: `export const conv2d = defineLayer({...})`. */
export function defineLayer<S extends z.ZodObject>(declaration: LayerDeclaration<S>): LayerDeclaration<S> {
  return declaration;
}
