import type { Axis } from '../graph/convolution.ts';
import { type Blocks, backwardBlocks, type Cut, forwardBlocks } from './blocks.ts';
import type { Costs } from './costs.ts';
import { gatherNs } from './gatherNs.ts';

export type Cuts = readonly [rows: Cut, columns: Cut];

const candidates: Readonly<Record<Way, readonly Cuts[]>> = {
  forward: [
    ['unit', 'unit'],
    ['unit', 'whole'],
    ['whole', 'whole'],
  ],
  backward: [
    ['phase', 'unit'],
    ['phase', 'phase'],
    ['phase', 'whole'],
    ['whole', 'whole'],
  ],
};

/** A convolution, or the gradient of its input. */
export type Way = 'forward' | 'backward';

export interface Channels {
  readonly batch: number;
  readonly from: number;
  readonly to: number;
}

/** The cuts that should take the least time: multiplications with zeros against copies in small pieces. */
export function chooseCuts(way: Way, axes: readonly [Axis, Axis], channels: Channels, costs: Costs): Cuts {
  const cost = (cuts: Cuts) => windowsNs(way, axes, cuts, channels, costs);
  return candidates[way].reduce((best, next) => (cost(next) < cost(best) ? next : best));
}

/** ns of a convolution as products of windows that are cut in this way. */
export const windowsNs = (way: Way, axes: readonly [Axis, Axis], cuts: Cuts, channels: Channels, costs: Costs) =>
  time(productsOf(way, axes, cuts), channels, costs);

/** One product: how the blocks of its rows and columns are made. */
export type Product = readonly [rows: Blocks, columns: Blocks];

/** The products that become a convolution or the gradient of its input: phases of rows, and in each the phases of columns. */
export function productsOf(way: Way, [rows, columns]: readonly [Axis, Axis], cuts: Cuts): readonly Product[][] {
  if (way === 'forward') return [[[forwardBlocks(rows, cuts[0]), forwardBlocks(columns, cuts[1])]]];
  return phasesOf(rows, cuts[0]).map((ofRows) => phasesOf(columns, cuts[1]).map((ofColumns) => [ofRows, ofColumns]));
}

/** That of a convolution, and of the gradient of its filter, so that they share the windows. */
export function forwardProduct(axes: readonly [Axis, Axis], channels: Channels, costs: Costs): Product {
  return productsOf('forward', axes, chooseCuts('forward', axes, channels, costs))[0]?.[0] as Product;
}

const phasesOf = (axis: Axis, cut: Cut): Blocks[] =>
  cut === 'phase'
    ? Array.from({ length: axis.stride }, (_, phase) => backwardBlocks(axis, 'unit', [phase]))
    : [backwardBlocks(axis, cut)];

/** Columns that ONNX Runtime's Gemm computes at once. */
export const lanes = 16;

function time(phases: readonly Product[][], channels: Channels, costs: Costs): number {
  const columnPhases = phases[0]?.length ?? 1;
  const one = (product: Product) => {
    const [rows] = product;
    const { blocks, made } = sizesOf(product, channels);
    const join = (runs: number) => runs * costs.joinRunNs + blocks * made * costs.joinNumberNs;
    const joined =
      (columnPhases > 1 ? join(blocks * rows.taps.length) : 0) +
      (phases.length > 1 ? join(channels.batch * rows.windows.length) : 0);
    return productNs(product, channels, costs) + gatheredNs(product, channels, costs) + joined;
  };
  return phases.flat().reduce((sum, product) => sum + one(product), 0);
}

const sizesOf = ([rows, columns]: Product, { batch, from, to }: Channels) => ({
  blocks: batch * rows.windows.length * columns.windows.length,
  window: placesOf(rows) * placesOf(columns) * from,
  made: rows.taps.length * columns.taps.length * to,
});

/** ns of windows times a matrix, and of the gradient of that matrix. */
export function productNs(product: Product, channels: Channels, { productsPerNs }: Costs): number {
  const { blocks, window, made } = sizesOf(product, channels);
  return (blocks * window * Math.ceil(made / lanes) * lanes) / productsPerNs;
}

/** ns of the windows. */
export function gatheredNs(product: Product, channels: Channels, costs: Costs): number {
  const [rows, columns] = product;
  const { blocks, window } = sizesOf(product, channels);
  const width = columns.windows.length === 1 ? placesOf(columns) * channels.from : channels.from;
  const { plain, turned } = gatherNs({ numbers: blocks * window, width, batch: channels.batch }, costs);
  return asItIs(rows) && asItIs(columns) ? 0 : Math.min(plain, turned);
}

const placesOf = ({ windows }: Blocks) => windows[0]?.length ?? 0;

/** Whether the windows are the operands in their order. */
const asItIs = ({ windows }: Blocks) => windows.flat().every((place, i) => place === i);
