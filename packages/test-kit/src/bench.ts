import { eager, gather, type Model, type Table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Bench, Subject } from './subject.ts';

/** What the laws of a subject share. */
export function bench<M extends Model, Name extends string, F>({
  y,
  tables = {},
  backend,
}: Subject<M, Name, F>): Bench {
  const rows = Int32Array.from({ length: y.shape[0] as number }, (_, row) => row);
  const numbers = (table: Table) => gather({ table, rows });
  const pixels = numbers(y);
  const others = Object.entries(tables).map(([name, table]) => ({ name, values: numbers(table), shape: table.shape }));
  return {
    engine: eager({ backend }),
    pixels,
    batch: (values = pixels) => ({
      y: tf.tensor(values, [...y.shape]),
      ...Object.fromEntries(others.map(({ name, values, shape }) => [name, tf.tensor(values, [...shape])])),
    }),
  };
}
