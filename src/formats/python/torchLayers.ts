/** Each layer type as PyTorch: its modules, what `forward` does with them, and where their numbers come from. */
import type { z } from 'zod';
import { convolutionWindow } from '../../network/convolution';
import type { Shape } from '../../network/layerType';
import type { layerTypes, LayerTypeName } from '../../network/layers';
import { poolingWindow } from '../../network/pooling';
import { paddingOf, stampCut } from '../samePadding';
import { pythonValue } from './literal';
import {
  activated,
  around4,
  axesOf,
  channelsLast,
  channelsOf,
  depthwise,
  frozenScaleOrCenter,
  isNone,
  kernelAndBias,
  padded,
  permutation,
  resized,
  scaleAndCenter,
  sizeAndStrides,
  soleShape,
  unless,
  type WeightPlace,
} from './torchParts';

/** A layer to be written. Feature maps are [n, channels, height, width] in PyTorch; shapes here are [height, width, channels]. */
interface Written<Parameters> {
  /** Its attribute in the module: `conv2d_1`. */
  readonly name: string;
  readonly parameters: Parameters;
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  /** Variables that hold its inputs. */
  readonly inputs: readonly string[];
}

export interface TorchLayer {
  /** `conv2d = nn.Conv2d(3, 32, (3, 3))`, each for one attribute. */
  readonly modules?: readonly string[];
  readonly expression: string;
  /** Parameters that stay as they are: PyTorch has them, Keras has not. */
  readonly frozen?: readonly string[];
  /** In Keras's order. */
  readonly weights?: readonly WeightPlace[];
}

type Writers = {
  readonly [Name in LayerTypeName]: (
    layer: Written<z.output<(typeof layerTypes)[Name]['parameters']>>,
  ) => TorchLayer;
};

export const torchLayers: Writers = {
  input: ({ inputs: [x = ''] }) => ({ expression: x }),
  conv2d: ({ name, parameters, inputShapes, inputs: [x = ''] }) => {
    const { filters, kernelSize, strides, dilationRate, groups, useBias, activation } = parameters;
    const { around, option } = padded(inputShapes, convolutionWindow(parameters), x);
    return {
      modules: [
        `${name} = nn.Conv2d(${channelsOf(inputShapes)}, ${filters}, ${pythonValue(kernelSize)}` +
          `${unless('stride', strides)}${option}${unless('dilation', dilationRate)}` +
          `${groups === 1 ? '' : `, groups=${groups}`}${useBias ? '' : ', bias=False'})`,
      ],
      expression: activated(activation, `self.${name}(${around})`),
      weights: kernelAndBias(name, axesOf.kernel, useBias),
    };
  },
  depthwiseConv2d: ({ name, parameters, inputShapes, inputs: [x = ''] }) => ({
    modules: [depthwise(name, parameters, inputShapes, parameters.useBias)],
    expression: activated(
      parameters.activation,
      `self.${name}(${padded(inputShapes, convolutionWindow(parameters), x).around})`,
    ),
    weights: kernelAndBias(name, axesOf.depthwiseKernel, parameters.useBias),
  }),
  separableConv2d: ({ name, parameters, inputShapes, inputs: [x = ''] }) => {
    const { filters, depthMultiplier, useBias, activation } = parameters;
    const { around } = padded(inputShapes, convolutionWindow(parameters), x);
    const between = channelsOf(inputShapes) * depthMultiplier;
    return {
      modules: [
        depthwise(`${name}_depthwise`, parameters, inputShapes, false),
        `${name}_pointwise = nn.Conv2d(${between}, ${filters}, 1${useBias ? '' : ', bias=False'})`,
      ],
      expression: activated(activation, `self.${name}_pointwise(self.${name}_depthwise(${around}))`),
      weights: [
        { target: `${name}_depthwise.weight`, axes: axesOf.depthwiseKernel },
        ...kernelAndBias(`${name}_pointwise`, axesOf.kernel, useBias),
      ],
    };
  },
  conv2dTranspose: ({ name, parameters, inputShapes, outputShape, inputs: [x = ''] }) => {
    const { filters, kernelSize, strides, useBias, activation } = parameters;
    const { cut, added } = stampCut(parameters);
    const more = added.some((side) => side > 0) ? `, output_padding=${pythonValue(added)}` : '';
    const [height = 0, width = 0] = outputShape;
    const isCut = Object.values(cut).some((side: number) => side > 0);
    const rows = `${cut.top}:${cut.top + height}`;
    const columns = `${cut.left}:${cut.left + width}`;
    return {
      modules: [
        `${name} = nn.ConvTranspose2d(${channelsOf(inputShapes)}, ${filters}, ${pythonValue(kernelSize)}` +
          `, stride=${pythonValue(strides)}${more}${useBias ? '' : ', bias=False'})`,
      ],
      expression: activated(activation, `self.${name}(${x})${isCut ? `[:, :, ${rows}, ${columns}]` : ''}`),
      weights: kernelAndBias(name, axesOf.kernel, useBias),
    };
  },
  maxPooling2d: ({ parameters, inputShapes, inputs: [x = ''] }) => {
    const sides = paddingOf(soleShape(inputShapes), poolingWindow(parameters));
    const around = isNone(sides) ? x : `F.pad(${x}, ${around4(sides)}, value=-torch.inf)`;
    return { expression: `F.max_pool2d(${around}, ${sizeAndStrides(parameters)})` };
  },
  averagePooling2d: ({ parameters, inputShapes, inputs: [x = ''] }) => {
    const sides = paddingOf(soleShape(inputShapes), poolingWindow(parameters));
    return {
      expression: isNone(sides)
        ? `F.avg_pool2d(${x}, ${sizeAndStrides(parameters)})`
        : `average_pool(${x}, ${sizeAndStrides(parameters)}, ${around4(sides)})`,
    };
  },
  globalAveragePooling2d: ({ inputs: [x = ''] }) => ({ expression: `${x}.mean((2, 3))` }),
  globalMaxPooling2d: ({ inputs: [x = ''] }) => ({ expression: `${x}.amax((2, 3))` }),
  flatten: ({ inputShapes, inputs: [x = ''] }) => ({
    expression: `${channelsLast(inputShapes, x)}.flatten(1)`,
  }),
  dense: ({ name, parameters, inputShapes, inputs: [x = ''] }) => ({
    modules: [
      `${name} = nn.Linear(${soleShape(inputShapes)[0] ?? 0}, ${parameters.units}${parameters.useBias ? '' : ', bias=False'})`,
    ],
    expression: activated(parameters.activation, `self.${name}(${x})`),
    weights: kernelAndBias(name, axesOf.matrix, parameters.useBias),
  }),
  activation: ({ parameters, inputs: [x = ''] }) => ({ expression: activated(parameters.activation, x) }),
  relu: ({ parameters: { maxValue, negativeSlope, threshold }, inputs: [x = ''] }) => {
    const above = maxValue === null ? x : `${x}.clamp(max=${maxValue})`;
    if (threshold === 0 && negativeSlope === 0)
      return { expression: maxValue === null ? `F.relu(${x})` : `${x}.clamp(0, ${maxValue})` };
    return {
      expression: `torch.where(${x} > ${threshold}, ${above}, ${negativeSlope} * (${x} - ${threshold}))`,
    };
  },
  leakyRelu: ({ parameters, inputs: [x = ''] }) => ({
    expression: `F.leaky_relu(${x}, ${parameters.negativeSlope})`,
  }),
  prelu: ({ name, parameters, inputShapes, inputs: [x = ''] }) => {
    const [height, width, channels] = soleShape(inputShapes);
    if (channels === undefined || parameters.sharedAxes) {
      return {
        modules: [`${name} = nn.PReLU(${soleShape(inputShapes).at(-1) ?? 0})`],
        expression: `self.${name}(${x})`,
        weights: [{ target: `${name}.weight`, axes: channels === undefined ? axesOf.vector : axesOf.maps }],
      };
    }
    return {
      modules: [`${name} = nn.Parameter(torch.zeros(${channels}, ${height ?? 0}, ${width ?? 0}))`],
      expression: `F.relu(${x}) + self.${name} * ${x}.clamp(max=0)`,
      weights: [{ target: name, axes: axesOf.maps }],
    };
  },
  elu: ({ parameters, inputs: [x = ''] }) => ({ expression: `F.elu(${x}, ${parameters.alpha})` }),
  softmax: ({ inputs: [x = ''] }) => ({ expression: `${x}.softmax(1)` }),
  dropout: ({ parameters, inputs: [x = ''] }) => ({
    expression: `F.dropout(${x}, ${parameters.rate}, self.training)`,
  }),
  spatialDropout2d: ({ parameters, inputs: [x = ''] }) => ({
    expression: `F.dropout2d(${x}, ${parameters.rate}, self.training)`,
  }),
  gaussianNoise: ({ parameters, inputs: [x = ''] }) => ({
    expression: `${x} + ${parameters.stddev} * torch.randn_like(${x}) if self.training else ${x}`,
  }),
  batchNormalization: ({ name, parameters, inputShapes, inputs: [x = ''] }) => {
    const shape = soleShape(inputShapes);
    const momentum = Number((1 - parameters.momentum).toPrecision(12));
    return {
      modules: [
        `${name} = nn.BatchNorm${shape.length === 1 ? '1' : '2'}d(${shape.at(-1) ?? 0}, eps=${parameters.epsilon}, momentum=${momentum}` +
          `${parameters.scale || parameters.center ? '' : ', affine=False'})`,
      ],
      expression: `self.${name}(${x})`,
      frozen: frozenScaleOrCenter(name, parameters),
      weights: [
        ...scaleAndCenter(name, parameters),
        { target: `${name}.running_mean`, axes: axesOf.vector },
        { target: `${name}.running_var`, axes: axesOf.vector },
      ],
    };
  },
  layerNormalization: ({ name, parameters, inputShapes, inputs: [x = ''] }) => {
    const shape = soleShape(inputShapes);
    const last = `self.${name}(${channelsLast(inputShapes, x)})`;
    return {
      modules: [
        `${name} = nn.LayerNorm(${shape.at(-1) ?? 0}, eps=${parameters.epsilon}` +
          `${parameters.scale || parameters.center ? '' : ', elementwise_affine=False'})`,
      ],
      expression: shape.length === 3 ? `${last}.permute(0, 3, 1, 2)` : last,
      frozen: frozenScaleOrCenter(name, parameters),
      weights: scaleAndCenter(name, parameters),
    };
  },
  localResponseNormalization: ({ parameters: { depthRadius, alpha, beta, bias }, inputs: [x = ''] }) => {
    const size = 2 * depthRadius + 1;
    // PyTorch divides alpha by the number of channels in the window.
    return { expression: `F.local_response_norm(${x}, ${size}, ${alpha} * ${size}, ${beta}, ${bias})` };
  },
  rescaling: ({ parameters: { scale, offset }, inputs: [x = ''] }) => ({
    expression: `${x} * ${scale} + ${offset < 0 ? `(${offset})` : offset}`,
  }),
  add: ({ inputs }) => ({ expression: inputs.join(' + ') }),
  multiply: ({ inputs }) => ({ expression: inputs.join(' * ') }),
  average: ({ inputs }) => ({ expression: `(${inputs.join(' + ')}) / ${inputs.length}` }),
  maximum: ({ inputs: [first = '', ...others] }) => ({
    expression: others.reduce((all, each) => `torch.maximum(${all}, ${each})`, first),
  }),
  concatenate: ({ inputs }) => ({ expression: `torch.cat([${inputs.join(', ')}], 1)` }),
  zeroPadding2d: ({ parameters: { padding }, inputs: [x = ''] }) => {
    const [top, bottom, left, right] = padding;
    return { expression: `F.pad(${x}, ${around4({ top, bottom, left, right })})` };
  },
  cropping2d: ({ parameters: { cropping }, outputShape: [height = 0, width = 0], inputs: [x = ''] }) => {
    const [top, , left] = cropping;
    return { expression: `${x}[:, :, ${top}:${top + height}, ${left}:${left + width}]` };
  },
  upSampling2d: ({ parameters, outputShape, inputs: [x = ''] }) => ({
    expression: resized(x, outputShape, parameters.interpolation),
  }),
  resizing: ({ parameters, outputShape, inputs: [x = ''] }) => ({
    expression: resized(x, outputShape, parameters.interpolation),
  }),
  reshape: ({ inputShapes, outputShape, inputs: [x = ''] }) => {
    const flat = `${channelsLast(inputShapes, x)}.reshape(-1, ${outputShape.join(', ')})`;
    return { expression: outputShape.length === 3 ? `${flat}.permute(0, 3, 1, 2)` : flat };
  },
  permute: ({ parameters: { dims }, inputs: [x = ''] }) => ({
    expression: `${x}.permute(${permutation(dims).join(', ')})`,
  }),
};
