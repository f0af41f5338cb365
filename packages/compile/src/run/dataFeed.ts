import type { Input, Rows } from '@latentkit/core';
import type { Runtime, RuntimeTensor } from './runtime.ts';

type Inputs = Readonly<Record<string, Input>>;

/** The tensor of one input, as of this run. */
export type DataFeed = (inputs: Inputs) => RuntimeTensor;

/**
 * How an input of the graph is fed: a number from a place of its own, a table and its rows as they lie in memory. No pixel is copied
 * here, and an array that the run before had too keeps its tensor. Undefined for what lies in the arena.
 */
export function dataFeed(runtime: Runtime, name: string): DataFeed | undefined {
  const [kind, key] = [name.slice(0, name.indexOf('/')), name.slice(name.indexOf('/') + 1)];
  if (kind === 'in') {
    const number = new Float32Array(1);
    const tensor = new runtime.Tensor('float32', number, []);
    return (inputs) => {
      number[0] = inputs[key] as number;
      return tensor;
    };
  }
  let last: { of: unknown; tensor: RuntimeTensor } | undefined;
  const kept = (of: unknown, make: () => RuntimeTensor) => {
    if (last?.of !== of) last = { of, tensor: make() };
    return (last as { tensor: RuntimeTensor }).tensor;
  };
  if (kind === 'rows') {
    return (inputs) => {
      const { rows } = inputs[key] as Rows;
      return kept(rows, () => new runtime.Tensor('int32', rows, [rows.length]));
    };
  }
  if (kind !== 'table') return undefined;
  return (inputs) => {
    const { values, shape } = (inputs[key] as Rows).table;
    const type = values instanceof Uint8Array ? 'uint8' : values instanceof Int32Array ? 'int32' : 'float32';
    return kept(values, () => new runtime.Tensor(type, values, shape));
  };
}
