import type { Axis } from '../graph/convolution.ts';
import { type Blocks, backwardBlocks, type Cut, forwardBlocks } from './blocks.ts';

export type Cuts = readonly [rows: Cut, columns: Cut];
const candidates: readonly Cuts[] = [
  ['unit', 'unit'],
  ['unit', 'whole'],
  ['whole', 'whole'],
];

/** Measured on one core with AVX-512: products in a large Gemm, and what one copied run and one copied number cost. */
const productsPerNs = 85;
const runNs = 7;
const numberNs = 0.15;

export interface Channels {
  readonly batch: number;
  readonly from: number;
  readonly to: number;
}

/** The cuts that should take the least time: multiplications with zeros against copies in small pieces. */
export function chooseCuts(
  way: 'forward' | 'backward',
  [rows, columns]: readonly [Axis, Axis],
  channels: Channels,
): Cuts {
  const make = way === 'forward' ? forwardBlocks : backwardBlocks;
  const cost = ([rowCut, columnCut]: Cuts) => time(make(rows, rowCut), make(columns, columnCut), channels);
  return candidates.reduce((best, next) => (cost(next) < cost(best) ? next : best));
}

function time(rows: Blocks, columns: Blocks, { batch, from, to }: Channels): number {
  const blocks = batch * rows.windows.length * columns.windows.length;
  const window = (rows.windows[0]?.length ?? 0) * (columns.windows[0]?.length ?? 0);
  const products = blocks * window * from * rows.taps.length * columns.taps.length * to;
  const whole = columns.windows.length === 1;
  const runs = blocks * (whole ? (rows.windows[0]?.length ?? 0) : window);
  const copied = rows.windows.length === 1 && whole ? 0 : runs * runNs + blocks * window * from * numberNs;
  return products / productsPerNs + copied;
}
