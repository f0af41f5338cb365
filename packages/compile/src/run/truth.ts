import * as tf from '@tensorflow/tfjs-core';
import type { Values } from '../graph/dtype.ts';

/**
 * Where the numbers of a variable are. Programs on one variable share one truth, and tfjs reads it too: a state that a program has changed
 * lies in its arena, and the variable's data belongs to a backend of ours that takes it from there when it is asked. Nothing is copied
 * before anyone reads.
 */
export interface Truth {
  /** Raised whenever the numbers change. */
  version: number;
  /** What the variable pointed at as of this version: another object says that the host has assigned. */
  dataId: object | undefined;
  /** A copy of the numbers, where a program holds them; undefined where the variable itself does. */
  source: (() => Values) | undefined;
  /** Whether tfjs would come to `source` for them. */
  lent: boolean;
}

const truths = new WeakMap<tf.Variable, Truth>();

/** The one truth of a variable, after what the host has assigned since. */
export function truthOf(variable: tf.Variable): Truth {
  const known = truths.get(variable) ?? { version: 0, dataId: undefined, source: undefined, lent: false };
  truths.set(variable, known);
  return known;
}

/** Notes an assignment of the host, if there was one. */
export function notice(truth: Truth, variable: tf.Variable): void {
  if (variable.dataId === truth.dataId) return;
  truth.version++;
  truth.dataId = variable.dataId;
  truth.source = undefined;
  truth.lent = false;
}

/** Makes tfjs take the numbers of a variable from its truth from now on. Costs nothing where it does so already. */
export function lend(truth: Truth, variable: tf.Variable): void {
  if (truth.lent) return;
  const dataId = lender.hold(truth);
  const { shape, dtype } = variable;
  const stand = tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype }, lender);
  // The variable takes the place of this tensor, whose reference becomes its own; `assign` would copy the data to the backend in use.
  tf.keep(stand);
  tf.engine().disposeTensor(variable);
  variable.dataId = dataId;
  truth.dataId = dataId;
  truth.lent = true;
}

/** A tfjs backend that computes nothing: the data of its tensors lies in the arenas of programs, until another backend wants it. */
class LendingBackend extends tf.KernelBackend {
  private readonly store = new Map<object, { readonly truth: Truth; references: number }>();

  hold(truth: Truth): object {
    const dataId = {};
    this.store.set(dataId, { truth, references: 1 });
    return dataId;
  }

  override readSync(dataId: object): tf.BackendValues {
    return this.store.get(dataId)?.truth.source?.() as tf.BackendValues;
  }

  override async read(dataId: object): Promise<tf.BackendValues> {
    return this.readSync(dataId);
  }

  /** Also called by force when tfjs moves the data to the backend in use: a snapshot from then on. */
  override disposeData(dataId: object, force = false): boolean {
    const held = this.store.get(dataId);
    if (!held) return true;
    held.references--;
    if (!force && held.references > 0) return false;
    this.store.delete(dataId);
    if (held.truth.dataId === dataId) held.truth.lent = false;
    return true;
  }

  override refCount(dataId: object): number {
    return this.store.get(dataId)?.references ?? 0;
  }

  override incRef(dataId: object): void {
    const held = this.store.get(dataId);
    if (held) held.references++;
  }

  override dispose(): void {}
}

const lender = new LendingBackend();
