import { expected, isLatentKitError } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { type DType, toValues, type Values } from '../graph/dtype.ts';
import { constant, producer, type Value } from '../graph/graph.ts';
import type { AnyRule } from '../kernels/rule.ts';
import { refused, rules } from '../kernels/table.ts';
import { callSite, siteLater } from './callSite.ts';

/** The name under which the recording backend is registered with tfjs. */
export const backendName = 'latentkit-trace';

type Data = { readonly value: Value; references: number };

/** A tfjs backend that computes nothing: each kernel appends to a graph, and a tensor's data is a value of that graph. */
export class TraceBackend extends tf.KernelBackend {
  private readonly store = new tf.DataStorage<Data>(this, tf.engine());
  /** Constants in the order in which the step made them; undefined while nothing is traced. */
  private constants: Value[] | undefined;

  private onUse: (dataId: tf.DataId) => void = () => {};

  /** Runs `body` and hands back the constants that it made; `onUse` sees the data of each operand. */
  record(body: () => void, onUse: (dataId: tf.DataId) => void): readonly Value[] {
    this.constants = [];
    this.onUse = onUse;
    try {
      body();
      return this.constants;
    } finally {
      this.constants = undefined;
      this.onUse = () => {};
    }
  }

  /** A tensor that stands for a value of the graph. */
  tensor(value: Value): tf.Tensor {
    const dataId = this.hold(value);
    return tf.engine().makeTensorFromTensorInfo({ dataId, shape: [...value.shape], dtype: tensorType(value) }, this);
  }

  /** The value that a tensor stands for; a tensor of another backend is moved here and becomes a constant. */
  value(tensor: tf.TensorInfo): Value {
    this.onUse(tensor.dataId);
    const { value } = this.store.get(tensor.dataId);
    const same = value.shape.length === tensor.shape.length && value.shape.every((n, i) => n === tensor.shape[i]);
    return same ? value : (rules.Reshape({ x: value }, { shape: tensor.shape }) as Value);
  }

  run(rule: AnyRule, inputs: tf.NamedTensorInfoMap, attributes: tf.NamedAttrMap): tf.TensorInfo | tf.TensorInfo[] {
    const operands = Array.isArray(inputs)
      ? inputs.map((tensor) => this.value(tensor))
      : Object.fromEntries(
          Object.entries(inputs).map(([key, tensor]) => [key, tensor ? this.value(tensor) : undefined]),
        );
    const made = rule(operands, attributes ?? {});
    // A window larger than its image: tfjs goes on with a length of −1.
    for (const { shape } of [made].flat() as Value[])
      if (shape.some((length) => length < 0)) throw new RangeError(`a result of shape [${shape}]`);
    const info = (value: Value) => ({
      dataId: this.hold(value),
      shape: [...value.shape],
      dtype: tensorType(value),
    });
    return Array.isArray(made) ? made.map(info) : info(made as Value);
  }

  override write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId {
    const made = this.constant(values, shape, dtype);
    this.constants?.push(made);
    return this.hold(made);
  }

  override move(dataId: tf.DataId, values: tf.BackendValues, shape: number[], dtype: tf.DataType, references: number) {
    this.store.set(dataId, { value: this.constant(values, shape, dtype), references });
  }

  /** Constants can be read at any time (another backend may ask for what was moved here); nothing else has values. */
  override readSync(dataId: tf.DataId): tf.BackendValues {
    const { value } = this.store.get(dataId);
    if (value.source.kind === 'constant' && this.constants === undefined) {
      return value.source.values as tf.BackendValues;
    }
    throw expected({
      where: `traced step, ${callSite()}`,
      expected: 'a step that reads no value',
      received: `a read of the result of ${producer(value)?.op ?? value.source.kind}`,
      todo: 'Return the tensor from the step and read it outside, or use the eager engine.',
      code: 'TRACE_READ',
    });
  }

  override async read(dataId: tf.DataId): Promise<tf.BackendValues> {
    return this.readSync(dataId);
  }

  override disposeData(dataId: tf.DataId, force = false): boolean {
    if (!this.store.has(dataId)) return true;
    const data = this.store.get(dataId);
    data.references--;
    if (!force && data.references > 0) return false;
    this.store.delete(dataId);
    return true;
  }

  override refCount(dataId: tf.DataId): number {
    return this.store.has(dataId) ? this.store.get(dataId).references : 0;
  }

  override incRef(dataId: tf.DataId): void {
    this.store.get(dataId).references++;
  }

  override numDataIds = () => this.store.numDataIds();
  override floatPrecision = (): 16 | 32 => 32;
  override epsilon = () => 1e-7;
  override memory = () => ({ unreliable: true });
  override timerAvailable = () => false;
  override dispose = () => {};

  private hold(value: Value): tf.DataId {
    const dataId = {};
    this.store.set(dataId, { value, references: 1 });
    return dataId;
  }

  private constant(values: tf.BackendValues, shape: readonly number[], dtype: tf.DataType): Value {
    const type = elementType(dtype);
    return constant(type, shape, copy(values, type), this.constants && siteLater());
  }
}

function copy(values: tf.BackendValues, dtype: DType): Values {
  return toValues(dtype, values as Float32Array);
}

function elementType(dtype: tf.DataType): DType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw expected({
    where: `traced step, ${callSite()}`,
    expected: 'tensors of float32, int32 or bool',
    received: dtype,
    todo: 'Compute it outside of the step, or use the eager engine.',
    code: 'TRACE_DTYPE',
  });
}

/** tfjs has no int64 and no bytes; rules never return them. */
function tensorType({ dtype }: Value): 'float32' | 'int32' | 'bool' {
  return dtype === 'int32' || dtype === 'bool' ? dtype : 'float32';
}

function refuse(name: string, reason: string): never {
  throw expected({
    where: `traced step, ${callSite()}`,
    expected: 'operations that can be compiled',
    received: `${name}, ${reason}`,
    todo: 'Replace it with other tfjs operations, or use the eager engine.',
    code: 'TRACE_KERNEL',
  });
}

/** The recording backend, registered with this process's tfjs on first use. */
export function traceBackend(): TraceBackend {
  const known = tf.engine().findBackend(backendName);
  if (known) return known as TraceBackend;
  const backend = new TraceBackend();
  tf.registerBackend(backendName, () => backend, 0);
  for (const [kernelName, rule] of Object.entries<AnyRule>(rules as unknown as Record<string, AnyRule>)) {
    const kernelFunc: tf.KernelFunc = ({ inputs, attrs }) => {
      try {
        return backend.run(rule, inputs, attrs as tf.NamedAttrMap);
      } catch (error) {
        if (isLatentKitError(error) && error.code.startsWith('TRACE_')) throw error;
        throw expected({
          where: `traced step, ${callSite()}`,
          expected: `a use of ${kernelName} that can be compiled`,
          received: (error instanceof Error ? error.message : String(error)).replace(/\.$/, ''),
          todo: 'Change the call, or use the eager engine.',
          code: 'TRACE_KERNEL',
          cause: error,
        });
      }
    };
    tf.registerKernel({ kernelName, backendName, kernelFunc });
  }
  for (const [kernelName, reason] of Object.entries(refused)) {
    tf.registerKernel({ kernelName, backendName, kernelFunc: () => refuse(kernelName, reason) });
  }
  return tf.engine().findBackend(backendName) as TraceBackend;
}
