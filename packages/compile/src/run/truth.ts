import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from 'onnxruntime-common';
import type { Device } from '../device/device.ts';
import type { Values } from '../graph/dtype.ts';
import { inTurn } from './inTurn.ts';

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
  /** Where they lie on a GPU, as of a version. Newer than what the host has where this is the truth's version and there is no `source`. */
  resident: Resident | undefined;
  /** Whether tfjs would come here for them. */
  lent: boolean;
}

export interface Resident {
  readonly device: Device;
  readonly version: number;
  readonly tensor: Tensor;
}

const truths = new WeakMap<tf.Variable, Truth>();

/** The one truth of a variable, after what the host has assigned since. */
export function truthOf(variable: tf.Variable): Truth {
  const known = truths.get(variable) ?? {
    version: 0,
    dataId: undefined,
    source: undefined,
    resident: undefined,
    lent: false,
  };
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

/** Those that have a tensor on a GPU. */
const resident = new Set<Truth>();

/** Puts another tensor of a GPU in the place of the one before. */
export function reside(truth: Truth, next: Resident | undefined): void {
  if (truth.resident?.tensor !== next?.tensor) truth.resident?.tensor.dispose();
  truth.resident = next;
  if (next) resident.add(truth);
  else resident.delete(truth);
}

/** Whether the numbers are on a GPU alone. */
const isAway = ({ lent, source, resident, version }: Truth) => lent && !source && resident?.version === version;

/** Brings them to the host, if they are on a GPU alone. */
export async function bring(truth: Truth): Promise<void> {
  if (!truth.resident || !isAway(truth)) return;
  const { device, tensor, version } = truth.resident;
  const values = await device.get(tensor);
  if (truth.version === version) truth.source = () => values.slice();
}

/** The same for all variables of the process, before a trace, which clones them. */
export async function bringAll(): Promise<void> {
  for (const truth of resident) await bring(truth);
}

/** Makes tfjs take the numbers of a variable from its truth from now on. Costs nothing where it does so already. */
export function lend(truth: Truth, variable: tf.Variable): void {
  if (truth.lent) return;
  const dataId = lender.hold(truth, variable.name);
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
  private readonly store = new Map<object, { readonly truth: Truth; readonly name: string; references: number }>();

  hold(truth: Truth, name: string): object {
    const dataId = {};
    this.store.set(dataId, { truth, name, references: 1 });
    return dataId;
  }

  override readSync(dataId: object): tf.BackendValues {
    const held = this.store.get(dataId);
    if (held && isAway(held.truth)) throw away(held.name);
    return held?.truth.source?.() as tf.BackendValues;
  }

  override async read(dataId: object): Promise<tf.BackendValues> {
    const held = this.store.get(dataId);
    if (held) await inTurn(() => bring(held.truth));
    return this.readSync(dataId);
  }

  /** Also called by force when tfjs moves the data to the backend in use: a snapshot from then on. */
  override disposeData(dataId: object, force = false): boolean {
    const held = this.store.get(dataId);
    if (!held) return true;
    held.references--;
    if (!force && held.references > 0) return false;
    this.store.delete(dataId);
    if (held.truth.dataId === dataId) {
      held.truth.lent = false;
      // The variable was disposed, or the host has assigned.
      if (!force) reside(held.truth, undefined);
    }
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

function away(name: string): Error {
  return expected({
    where: 'reading a variable',
    expected: 'its numbers on the host',
    received: `${name}, which is on the GPU since the last step`,
    todo: 'First await program.read(), state() of an event of train, or data() of the variable.',
    code: 'STATE',
  });
}
