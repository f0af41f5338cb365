import type { Datatype } from './datatypes.ts';

/** What a function takes or gives, as metadata tells it. A length of −1 is any number of rows. */
export interface Port {
  readonly name: string;
  readonly datatype: Datatype;
  readonly shape: readonly number[];
  /** What the numbers mean, with unit and range. */
  readonly holds: string;
  /** Other types of numbers that are taken. */
  readonly also?: readonly Datatype[];
  /** May be left out. */
  readonly optional?: boolean;
}

/** One tensor of a request. */
export interface InputTensor {
  readonly name: string;
  readonly datatype: Datatype;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number> | readonly string[];
}

/** One tensor of a response. */
export interface OutputTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** UINT8, INT32 or FP32, as the array is. */
  readonly values: Uint8Array | Int32Array | Float32Array;
}

export const datatypeOf = ({ values }: OutputTensor): Datatype =>
  values instanceof Uint8Array ? 'UINT8' : values instanceof Int32Array ? 'INT32' : 'FP32';

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);
