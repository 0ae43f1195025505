/**
 * Classes for what TensorFlow.js 4 lacks or does otherwise than Keras, as the text of a script for a page that has `tf`. Forward only:
 * they predict, they do not train.
 */
export const customLayersCode = `// Layers that TensorFlow.js has not, or computes otherwise than Keras. Load this after tf and before the model.
(function () {
  'use strict';
  const one = (inputs) => (Array.isArray(inputs) ? inputs[0] : inputs);
  const both = (value) => (typeof value === 'number' ? [value, value] : value);

  class Convolution extends tf.layers.Layer {
    constructor(config) {
      super(config);
      this.own = config;
      this.kernelSize = both(config.kernelSize);
      this.strides = both(config.strides ?? 1);
      this.dilation = both(config.dilationRate ?? 1);
      this.padding = config.padding ?? 'valid';
      this.activation = tf.layers.activation({ activation: config.activation ?? 'linear' });
    }
    build(inputShape) {
      const channels = inputShape[3];
      this.kernel = this.addWeight('kernel', this.kernelShape(channels), 'float32', tf.initializers.zeros());
      if (this.own.useBias ?? true) {
        this.bias = this.addWeight('bias', [this.filters(channels)], 'float32', tf.initializers.zeros());
      }
      this.built = true;
    }
    computeOutputShape([batch, height, width, channels]) {
      const side = (size, axis) => {
        if (this.padding === 'same') return Math.ceil(size / this.strides[axis]);
        const window = (this.kernelSize[axis] - 1) * this.dilation[axis] + 1;
        return Math.floor((size - window) / this.strides[axis]) + 1;
      };
      return [batch, side(height, 0), side(width, 1), this.filters(channels)];
    }
    call(inputs) {
      return tf.tidy(() => {
        const sums = this.convolve(one(inputs), this.kernel.read());
        return this.activation.call(this.bias ? tf.add(sums, this.bias.read()) : sums, {});
      });
    }
    getConfig() {
      return { ...super.getConfig(), ...this.own };
    }
  }

  class ConvoscopeGroupedConv2D extends Convolution {
    static className = 'ConvoscopeGroupedConv2D';
    filters() {
      return this.own.filters;
    }
    kernelShape(channels) {
      return [...this.kernelSize, channels / this.own.groups, this.own.filters];
    }
    convolve(x, kernel) {
      const parts = tf.split(x, this.own.groups, 3);
      const kernels = tf.split(kernel, this.own.groups, 3);
      const maps = parts.map((part, group) =>
        tf.conv2d(part, kernels[group], this.strides, this.padding, 'NHWC', this.dilation));
      return tf.concat(maps, 3);
    }
  }

  class ConvoscopeDepthwiseConv2D extends Convolution {
    static className = 'ConvoscopeDepthwiseConv2D';
    filters(channels) {
      return channels * this.own.depthMultiplier;
    }
    kernelShape(channels) {
      return [...this.kernelSize, channels, this.own.depthMultiplier];
    }
    convolve(x, kernel) {
      return tf.depthwiseConv2d(x, kernel, this.strides, this.padding, 'NHWC', this.dilation);
    }
  }

  class ConvoscopeReLU extends tf.layers.Layer {
    static className = 'ConvoscopeReLU';
    constructor(config) {
      super(config);
      this.own = config;
    }
    call(inputs) {
      return tf.tidy(() => {
        const { maxValue, negativeSlope, threshold } = this.own;
        const x = one(inputs);
        const above = maxValue == null ? x : tf.minimum(x, maxValue);
        return tf.where(tf.greater(x, threshold), above, tf.mul(tf.sub(x, threshold), negativeSlope));
      });
    }
    getConfig() {
      return { ...super.getConfig(), ...this.own };
    }
  }

  class ConvoscopeELU extends tf.layers.Layer {
    static className = 'ConvoscopeELU';
    constructor(config) {
      super(config);
      this.own = config;
    }
    call(inputs) {
      return tf.tidy(() => {
        const x = one(inputs);
        return tf.where(tf.greater(x, 0), x, tf.mul(tf.expm1(tf.minimum(x, 0)), this.own.alpha));
      });
    }
    getConfig() {
      return { ...super.getConfig(), ...this.own };
    }
  }

  class ConvoscopeLocalResponseNormalization extends tf.layers.Layer {
    static className = 'ConvoscopeLocalResponseNormalization';
    constructor(config) {
      super(config);
      this.own = config;
    }
    call(inputs) {
      const { depthRadius, bias, alpha, beta } = this.own;
      return tf.localResponseNormalization(one(inputs), depthRadius, bias, alpha, beta);
    }
    getConfig() {
      return { ...super.getConfig(), ...this.own };
    }
  }

  // Centre i of the new cells lies at (i + 1/2) * from / to - 1/2 among the old ones.
  class Resampling extends tf.layers.Layer {
    constructor(config) {
      super(config);
      this.own = config;
    }
    computeOutputShape([batch, height, width, channels]) {
      return [batch, ...this.size(height, width), channels];
    }
    call(inputs) {
      return tf.tidy(() => {
        const x = one(inputs);
        const size = this.size(x.shape[1], x.shape[2]);
        return this.own.interpolation === 'nearest'
          ? tf.image.resizeNearestNeighbor(x, size, false, true)
          : tf.image.resizeBilinear(x, size, false, true);
      });
    }
    getConfig() {
      return { ...super.getConfig(), ...this.own };
    }
  }

  class ConvoscopeResizing extends Resampling {
    static className = 'ConvoscopeResizing';
    size() {
      return [this.own.height, this.own.width];
    }
  }

  class ConvoscopeUpSampling2D extends Resampling {
    static className = 'ConvoscopeUpSampling2D';
    size(height, width) {
      return [height * this.own.size[0], width * this.own.size[1]];
    }
  }

  class LeakyRelu extends tf.serialization.Serializable {
    static className = 'leakyRelu';
    apply(x) {
      return tf.leakyRelu(x, 0.2);
    }
    getConfig() {
      return {};
    }
  }

  for (const layer of [
    ConvoscopeGroupedConv2D,
    ConvoscopeDepthwiseConv2D,
    ConvoscopeReLU,
    ConvoscopeELU,
    ConvoscopeLocalResponseNormalization,
    ConvoscopeResizing,
    ConvoscopeUpSampling2D,
    LeakyRelu,
  ]) {
    tf.serialization.registerClass(layer);
  }
})();
`;
