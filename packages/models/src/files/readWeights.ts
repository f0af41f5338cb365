import { decodeSafetensors, type HostArray, type NamedVariables } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';

const file = 'weights.safetensors';

/**
 * Assign the tensors of a safetensors file to the variables of their names, after all of them were checked.
 *
 * @throws `FILE_FORMAT` for a damaged file, `WEIGHTS` naming the first tensor that is missing, of another shape or left over
 */
export function readWeights(bytes: Uint8Array, variables: NamedVariables): void {
  const { tensors } = decodeSafetensors(bytes, { name: file });
  for (const [name, variable] of Object.entries(variables)) checkTensor(name, variable, tensors[name]);
  const extra = Object.keys(tensors).find((name) => !Object.hasOwn(variables, name));
  if (extra !== undefined) throw mismatch(`the variables of model.json alone`, `a tensor ${extra} too`);
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
    code: 'WEIGHTS',
  });
}
