import { models } from '@tensorflow/tfjs-layers';
import { nextSeed } from './seeds.ts';

/** What `model.to_json()` of Keras 2 writes. */
export const keras = (list: object[]) =>
  models.modelFromJSON({
    class_name: 'Sequential',
    config: { name: 'sequential', layers: list },
    keras_version: '2.15.0',
    backend: 'tensorflow',
  } as never);
const glorot = () => ({ class_name: 'GlorotUniform', config: { seed: nextSeed() } });
export const kerasDense = (units: number, activation: string, more: object = {}) => ({
  class_name: 'Dense',
  config: {
    name: `dense_${nextSeed()}`,
    trainable: true,
    dtype: 'float32',
    units,
    activation,
    use_bias: true,
    kernel_initializer: glorot(),
    bias_initializer: { class_name: 'Zeros', config: {} },
    kernel_regularizer: null,
    bias_regularizer: null,
    activity_regularizer: null,
    kernel_constraint: null,
    bias_constraint: null,
    ...more,
  },
});
export const kerasConv = (class_name: string, filters: number, more: object = {}) => ({
  class_name,
  config: {
    name: `conv_${nextSeed()}`,
    trainable: true,
    dtype: 'float32',
    filters,
    kernel_size: [3, 3],
    strides: [2, 2],
    padding: 'same',
    data_format: 'channels_last',
    dilation_rate: [1, 1],
    activation: 'relu',
    use_bias: true,
    kernel_initializer: glorot(),
    bias_initializer: { class_name: 'Zeros', config: {} },
    ...more,
  },
});
export const kerasLayer = (class_name: string, config: object = {}) => ({
  class_name,
  config: { name: `${class_name.toLowerCase()}_${nextSeed()}`, trainable: true, dtype: 'float32', ...config },
});
export const from = (shape: number[]) => ({ batch_input_shape: [null, ...shape] });
