import { code } from '../wasm/code.ts';

/** Instructions that leave one vector of four lanes on the stack. */
export type Lanes = readonly number[];

export type Four = readonly [Lanes, Lanes, Lanes, Lanes];

/** Computes a vector here, once, and returns how to read it. */
export type Keep = (lanes: Lanes) => Lanes;

/** Keeps vectors in the instructions of `where`. @param local makes room for one */
export const keepsIn =
  (local: (type: 'v128') => number) =>
  (where: number[]): Keep =>
  (lanes) => {
    const home = local('v128');
    where.push(...lanes, ...code.set(home));
    return code.get(home);
  };

export const ints = (value: number): Lanes => [...code.i32Const(value), ...code.i32x4Splat];
export const floats = (value: number): Lanes => [...code.f32Const(value), ...code.splat];
export const add = (a: Lanes, b: Lanes): Lanes => [...a, ...b, ...code.add];
export const mul = (a: Lanes, b: Lanes): Lanes => [...a, ...b, ...code.mul];
export const xor = (a: Lanes, b: Lanes): Lanes => [...a, ...b, ...code.xor];
export const shuffle = (a: Lanes, b: Lanes, lanes: [number, number, number, number]): Lanes => [
  ...a,
  ...b,
  ...code.shuffle(...lanes),
];
