import { decodeSafetensors, type HostArray, type NamedArrays, type NamedVariables } from '@latentkit/core';
import { expected, isLatentKitError, LatentKitError } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';

const file = 'weights.safetensors';

/** The tensors of a safetensors file, and how many numbers they are together. @throws `FILE_FORMAT` */
export function readWeights(bytes: Uint8Array): { tensors: NamedArrays; numbers: number } {
  try {
    const { tensors } = decodeSafetensors(bytes, { name: file });
    return { tensors, numbers: Object.values(tensors).reduce((sum, { values }) => sum + values.length, 0) };
  } catch (error) {
    // A sound file of numbers that no model writes.
    if (!isLatentKitError(error) || error.code === 'FILE_FORMAT') throw error;
    throw new LatentKitError(error.message, { code: 'FILE_FORMAT', cause: error });
  }
}

/**
 * Assign tensors to the variables of their names, after all of them were checked.
 *
 * @throws `FILE_FORMAT` naming the first tensor that is missing, of another shape or left over
 */
export function assignWeights(tensors: NamedArrays, variables: NamedVariables): void {
  const tensorOf = (name: string) => (Object.hasOwn(tensors, name) ? tensors[name] : undefined);
  for (const [name, variable] of Object.entries(variables)) checkTensor(name, variable, tensorOf(name));
  const extra = Object.keys(tensors).find((name) => !Object.hasOwn(variables, name));
  if (extra !== undefined) throw mismatch(`only the variables of model.json`, `a tensor ${extra} too`);
  for (const [name, variable] of Object.entries(variables)) {
    const { values } = tensors[name] as HostArray;
    tf.tidy(() => {
      variable.assign(tf.tensor(values, variable.shape, variable.dtype));
    });
  }
}

function checkTensor(name: string, { shape, dtype }: tf.Variable, tensor: HostArray | undefined): void {
  if (tensor === undefined) throw mismatch(`a tensor ${name}`, 'none of that name');
  if (!tf.util.arraysEqual([...tensor.shape], shape)) {
    throw mismatch(`${name} of shape [${shape}]`, `[${tensor.shape}]`);
  }
  const stored = tensor.values instanceof Int32Array ? 'int32' : 'float32';
  if (stored !== dtype) throw mismatch(`${name} of ${dtype}`, stored);
}

function mismatch(want: string, got: string) {
  return expected({
    where: file,
    expected: want,
    received: got,
    todo: 'Take both files from the same save.',
    code: 'FILE_FORMAT',
  });
}
