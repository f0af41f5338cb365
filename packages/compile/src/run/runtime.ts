import type { DType, Values } from '../graph/dtype.ts';
import type { Shape } from '../graph/graph.ts';
import type { SessionOptions } from './options.ts';

/** The part of ONNX Runtime that a compiled step needs: `tensorRuntime` makes one of its JavaScript packages, `directRuntime` of its C library. */
export interface Runtime {
  /** Whether its arrays may lie in memory that threads share. */
  readonly shares: boolean;
  load(model: Uint8Array, options: SessionOptions): Promise<Session>;
}

/** A loaded graph. */
export interface Session {
  readonly inputNames: readonly string[];
  /** Arrays that runs read and write where they lie, until the binding is released. */
  bind(inputs: Arrays, outputs: Arrays): Binding;
  release(): unknown;
}

export interface Binding {
  /** Puts another array in the place of an input. */
  feed(name: string, array: HostTensor): void;
  /** The same for an output. */
  fetch(name: string, array: HostTensor): void;
  /** Ends, or settles, with the results in the arrays of the outputs. */
  run(): unknown;
  /** The same as a call of a C function, where it is one. */
  readonly call?: NativeCall;
  release(): void;
}

/** A call that any thread can make. Its result is the address of an error, or 0. */
export interface NativeCall {
  /** Addresses: of the function, and what it takes. */
  readonly addresses: readonly [to: bigint, ...parameters: bigint[]];
  run(): bigint;
  /** @throws the error at that address */
  check(result: bigint): void;
}

/** An array as it lies in memory. */
export interface HostTensor {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly values: Values;
}

export type Arrays = Readonly<Record<string, HostTensor>>;
