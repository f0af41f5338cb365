import { decodeSafetensors, type HostArray, type Model, type NamedArrays } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { type ChannelOrder, channelOrders } from './channelOrder.ts';
import { type TorchNames, torchNames } from './torchNames.ts';

/**
 * The weights of a PyTorch model for a model of the same layers here, for `setVariables`. They are found by name and laid out as tfjs has them: of a `Linear` [out, in] →
 * [in, out], of a convolution [out, in, …window] → [...window, in, out], of a transposed one [in, out, …window] → [...window, out, in], and beside a Flatten or a
 * Reshape the channels come last. F16, BF16 and F64 become float32; what no variable needs is left out.
 *
 * @param file what `safetensors.torch.save_file(model.state_dict(), …)` wrote
 * @param options.names which of their modules or tensors is which of ours; by default, each part of the model is an `nn.Sequential` of its name
 * @param options.file what an error calls the file
 * @throws `FILE_FORMAT` and `DTYPE` for the file, `NAMES` for a tensor that is not found, `SHAPE` for one of another shape
 * @example
 * const file = encodeSafetensors({ 'enc.weight': { values: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] } });
 * const encoder = { variables: { 'encoder/0/kernel': tf.variable(tf.zeros([2, 3])) }, dispose() {} };
 * torchWeights(encoder, file, { names: { 'encoder/0': 'enc' } })['encoder/0/kernel']?.values; // Float32Array [1, 3, 5, 2, 4, 6]
 */
export function torchWeights(
  model: Model,
  file: Uint8Array,
  { names, file: where = 'safetensors' }: { names?: TorchNames | undefined; file?: string } = {},
): NamedArrays {
  const stored: string[] = [];
  // Only the names: whatever dtype a tensor has that is not needed.
  decodeSafetensors(file, { name: where, only: (name) => stored.push(name) < 0 });
  const sources = torchNames(Object.keys(model.variables), stored, { names, where });
  const needed = new Set([...sources.values()].flat());
  const { tensors } = decodeSafetensors(file, { name: where, only: (name) => needed.has(name) });
  const orders = channelOrders(model);
  return Object.fromEntries(
    Object.entries(model.variables).map(([name, variable]) => {
      const parts = (sources.get(name) as readonly string[]).map((one) => tensors[one] as HostArray);
      const order = orders.get(name.slice(0, name.lastIndexOf('/'))) ?? {};
      return [name, laidOut(parts, { name, variable, order, where })];
    }),
  );
}

/** For how many axes a kernel has: where each of ours is among those of PyTorch; convolutions and transposed ones alike. */
const axesOf: Readonly<Record<number, readonly number[]>> = {
  2: [1, 0],
  3: [2, 1, 0],
  4: [2, 3, 1, 0],
  5: [2, 3, 4, 1, 0],
};

function laidOut(
  parts: readonly HostArray[],
  { name, variable, order, where }: { name: string; variable: tf.Variable; order: ChannelOrder; where: string },
): HostArray {
  const isKernel = name.endsWith('/kernel');
  return tf.tidy(() => {
    const tensors = parts.map(({ values, shape }) => {
      const tensor = tf.tensor(values, [...shape], variable.dtype as 'float32' | 'int32');
      const axes = isKernel ? axesOf[shape.length] : undefined;
      return axes ? tf.transpose(tensor, [...axes]) : tensor;
    });
    const whole = sideBySide(tensors);
    if (!whole || !tf.util.arraysEqual(whole.shape, variable.shape)) {
      throw expected({
        where,
        expected: `${name} of shape [${variable.shape}]`,
        received: `${parts.map(({ shape }) => `[${shape}]`).join(' and ')} in the order of PyTorch`,
        todo: 'Make the model with the same layers and sizes, or name another tensor.',
        code: 'SHAPE',
      });
    }
    const made = ordered(whole, { ...order, isKernel });
    return { values: made.dataSync<'float32' | 'int32'>().slice() as HostArray['values'], shape: variable.shape };
  });
}

/** [..., a] and [..., b] → [..., a + b]; undefined where their other lengths differ. */
function sideBySide(tensors: readonly tf.Tensor[]): tf.Tensor | undefined {
  const [first] = tensors as [tf.Tensor];
  if (tensors.length === 1) return first;
  const others = (tensor: tf.Tensor) => [tensor.rank, ...tensor.shape.slice(0, -1)];
  const fit = first.rank > 0 && tensors.every((tensor) => tf.util.arraysEqual(others(tensor), others(first)));
  return fit ? tf.concat([...tensors], -1) : undefined;
}

function ordered(tensor: tf.Tensor, { input, output, isKernel }: ChannelOrder & { isKernel: boolean }): tf.Tensor {
  const rows = isKernel && input ? tf.gather(tensor, [...input], 0) : tensor;
  return output ? tf.gather(rows, [...output], rows.rank - 1) : rows;
}
