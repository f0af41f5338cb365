import type { Batch, Engine, Learn, Model, Objective, Table } from '@latentkit/core';

/** A saved model: bytes by file name. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** A model under test, with what trains it. Small sizes: the laws hold at any. */
export interface Subject<M extends Model, Name extends string, F = Files> {
  /** The model of a seed: the same weights for the same seed. */
  readonly make: (seed: number) => M;
  readonly objective: Objective<M, Name>;
  /** The learning rule; backpropagation by default. */
  readonly learn?: (model: M, objective: Objective<M, Name>) => Learn<Name>;
  /** A few examples, all different. */
  readonly y: Table;
  /** What the objective reads beside y, one row per example. */
  readonly tables?: Readonly<Record<string, Table>>;
  readonly save: (model: M) => Promise<F>;
  readonly load: (files: F) => Promise<M>;
  /** A tfjs backend that the test file has imported. */
  readonly backend: string;
  /** Other engines, which must train as the eager one of `backend` does. */
  readonly engines?: readonly Engine[];
  /** Terms in which examples see each other by design, each with the reason; in the others they must not. */
  readonly coupled?: Partial<Record<Name, string>>;
  /** Variables whose gradients are by design no derivatives of the total, and why; all others must match finite differences. */
  readonly estimated?: { readonly variables: RegExp; readonly reason: string };
}

/** The examples and the other tables of a subject, as `train` takes them. */
export function dataOf({ y, tables }: Pick<Subject<Model, string>, 'y' | 'tables'>): { readonly y: Table } {
  return { y, ...tables };
}

/** What a law gets besides the subject: an eager engine of the backend, tensors of all examples. */
export interface Bench {
  readonly engine: Engine;
  /** The numbers of y, scaled. */
  readonly pixels: Float32Array;
  /** A batch of all examples, with other numbers in the place of y where they are given. */
  batch(pixels?: Float32Array): Batch;
}
