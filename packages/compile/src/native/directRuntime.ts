import type { DType } from '../graph/dtype.ts';
import { disabledOptimizers, type SessionOptions, spinMicroseconds } from '../run/options.ts';
import type { Arrays, Binding, HostTensor, Runtime, Session } from '../run/runtime.ts';
import { type Api, openApi, type Pointer } from './api.ts';

/** ONNXTensorElementDataType */
const elementTypes: Readonly<Record<DType, number>> = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9 };
const fatalOnly = 4;
const allOptimizations = 99;

/** What all sessions of a process share. */
interface Shared {
  readonly api: Api;
  readonly environment: Pointer;
  readonly memoryInfo: Pointer;
  readonly allocator: Pointer;
  readonly runOptions: Pointer;
}

/**
 * ONNX Runtime's C library, called without the JavaScript package over it: arrays are bound once, and a run neither copies nor makes one.
 * It takes memory that threads share. It works on the calling thread and the threads of its session.
 *
 * @throws an Error with the reason where the library cannot be called
 */
export function directRuntime(file: string): Runtime {
  const api = openApi(file);
  const shared: Shared = {
    api,
    environment: api.make('CreateEnv', fatalOnly, 'latentkit'),
    // Memory of the device, of no special kind.
    memoryInfo: api.make('CreateCpuMemoryInfo', 0, 0),
    allocator: api.make('GetAllocatorWithDefaultOptions'),
    runOptions: api.make('CreateRunOptions'),
  };
  return { shares: true, load: async (model, options) => sessionOf(shared, model, options) };
}

function sessionOf(
  shared: Shared,
  model: Uint8Array,
  { threads = 0, spinning = true, rest = false, profile }: SessionOptions,
): Session {
  const { api, environment, allocator } = shared;
  const options = api.make('CreateSessionOptions');
  let session: Pointer;
  try {
    api.run('SetSessionLogSeverityLevel', options, fatalOnly);
    api.run('SetSessionGraphOptimizationLevel', options, allOptimizations);
    api.run('SetInterOpNumThreads', options, 1);
    if (threads > 0) api.run('SetIntraOpNumThreads', options, threads);
    // Bytes become floats by DequantizeLinear; passes for quantised networks would repeat it for each use.
    api.run('AddSessionConfigEntry', options, 'session.disable_quant_qdq', '1');
    api.run('AddSessionConfigEntry', options, 'optimization.disable_specified_optimizers', disabledOptimizers);
    api.run('AddSessionConfigEntry', options, 'session.intra_op.allow_spinning', spinning ? '1' : '0');
    if (spinning) api.run('AddSessionConfigEntry', options, 'session.intra_op.spin_duration_us', spinMicroseconds);
    if (rest) api.run('AddSessionConfigEntry', options, 'session.force_spinning_stop', '1');
    if (profile !== undefined) api.run('EnableProfiling', options, profile);
    session = api.make('CreateSessionFromArray', environment, model, model.byteLength, options);
  } finally {
    api.release('ReleaseSessionOptions', options);
  }
  const count = Number(api.make('SessionGetInputCount', session));
  const inputNames = Array.from({ length: count }, (_, i) =>
    api.takeText(api.make('SessionGetInputName', session, i, allocator), allocator),
  );
  return {
    inputNames,
    bind: (inputs, outputs) => bindingOf(shared, session, inputs, outputs),
    release: once(() => {
      if (profile !== undefined) api.takeText(api.make('SessionEndProfiling', session, allocator), allocator);
      api.release('ReleaseSession', session);
      api.trim();
    }),
  };
}

function bindingOf(shared: Shared, session: Pointer, inputs: Arrays, outputs: Arrays): Binding {
  const { api, runOptions } = shared;
  const binding = api.make('CreateIoBinding', session);
  // The arrays stay alive with what points at them.
  const held = new Map<string, { readonly array: HostTensor; readonly value: Pointer }>();
  const put = (how: 'BindInput' | 'BindOutput', name: string, array: HostTensor) => {
    const value = tensorOver(shared, array);
    try {
      api.run(how, binding, name, value);
    } catch (error) {
      api.release('ReleaseValue', value);
      throw error;
    }
    const key = `${how} ${name}`;
    const before = held.get(key);
    held.set(key, { array, value });
    if (before) api.release('ReleaseValue', before.value);
  };
  const release = once(() => {
    api.release('ReleaseIoBinding', binding);
    for (const { value } of held.values()) api.release('ReleaseValue', value);
    held.clear();
  });
  try {
    for (const [name, array] of Object.entries(inputs)) put('BindInput', name, array);
    for (const [name, array] of Object.entries(outputs)) put('BindOutput', name, array);
  } catch (error) {
    release();
    throw error;
  }
  return {
    feed: (name, array) => put('BindInput', name, array),
    fetch: (name, array) => put('BindOutput', name, array),
    run: () => api.run('RunWithBinding', session, runOptions, binding),
    call: api.call('RunWithBinding', session, runOptions, binding),
    release,
  };
}

/** A tensor over the memory of an array. */
function tensorOver({ api, memoryInfo }: Shared, { values, shape, dtype }: HostTensor): Pointer {
  const lengths = BigInt64Array.from(shape, BigInt);
  return api.make(
    'CreateTensorWithDataAsOrtValue',
    memoryInfo,
    api.address(values),
    values.byteLength,
    lengths,
    lengths.length,
    elementTypes[dtype],
  );
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
