import type * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from 'onnxruntime-common';
import type { DType, Values } from '../graph/dtype.ts';
import { graphName, numberOf } from '../graph/names.ts';
import { disposed } from '../run/programState.ts';
import { bring, lend, notice, reside, type Truth, truthOf } from '../run/truth.ts';
import type { Device, Tensors } from './device.ts';
import type { Numbers } from './numbersOfHost.ts';

/** Values of variables: `state/i` or `next/i` on the GPU, and single numbers that stay with the host. */
export interface States {
  readonly tensors: Tensors;
  readonly numbers: Numbers;
}

/** A program's variables on a GPU. */
export interface DeviceState {
  /**
   * Each as `state/i`, brought onto the GPU where the host or another engine has changed it.
   *
   * @param numbers those of the host
   * @throws `STATE` naming a disposed one
   */
  load(numbers: readonly number[]): Promise<States>;
  /** A run has made these. */
  changed(next: States): void;
  /** Brings what is newer on the GPU to the host. */
  read(): Promise<void>;
  /** The same, and lets the GPU's memory go. */
  release(): Promise<void>;
}

export function deviceState(device: Device, variables: readonly tf.Variable[]): DeviceState {
  const truths = variables.map(truthOf);
  const pairs = variables.map((variable, i) => [variable, truths[i] as (typeof truths)[number], i] as const);
  const arrayOf = (variable: tf.Variable, values: Values) => {
    const { dtype, shape } = variable;
    return { dtype: dtype as DType, shape, values };
  };
  const valuesOf = (variable: tf.Variable, truth: Truth) => (truth.source?.() ?? variable.dataSync()) as Values;
  const read = async () => {
    for (const [variable, truth] of pairs) if (!variable.isDisposed) await bring(truth);
  };
  return {
    async load(hosted) {
      const tensors: Record<string, Tensor> = {};
      const numbers = new Map<number, number>();
      for (const [variable, truth, i] of pairs) {
        if (variable.isDisposed) throw disposed(variable.name);
        notice(truth, variable);
        if (hosted.includes(i)) {
          await bring(truth);
          numbers.set(i, valuesOf(variable, truth)[0] as number);
          continue;
        }
        if (truth.resident?.device !== device || truth.resident.version !== truth.version) {
          await bring(truth);
          const tensor = await device.put(arrayOf(variable, valuesOf(variable, truth)));
          reside(truth, { device, version: truth.version, tensor });
        }
        tensors[graphName('state', i)] = (truth.resident as { tensor: Tensor }).tensor;
      }
      return { tensors, numbers };
    },
    changed({ tensors, numbers }) {
      for (const [name, tensor] of Object.entries(tensors)) {
        const i = numberOf('next', name);
        if (i === undefined) continue;
        const [variable, truth] = pairs[i] as (typeof pairs)[number];
        // What the host assigned while the step ran comes after it.
        if (variable.isDisposed || variable.dataId !== truth.dataId) tensor.dispose();
        else {
          truth.source = undefined;
          reside(truth, { device, version: ++truth.version, tensor });
          lend(truth, variable);
        }
      }
      for (const [i, value] of numbers) {
        const [variable, truth] = pairs[i] as (typeof pairs)[number];
        if (variable.isDisposed || variable.dataId !== truth.dataId) continue;
        truth.version++;
        truth.source = () => Float32Array.of(value);
        lend(truth, variable);
      }
    },
    read,
    async release() {
      await read();
      for (const truth of truths) if (truth.resident?.device === device) reside(truth, undefined);
    },
  };
}
