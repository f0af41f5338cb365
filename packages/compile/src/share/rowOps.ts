import { type Node, sizeOf, type Value } from '../graph/graph.ts';
import { isOf } from '../graph/names.ts';
import { integersOf, splatOf } from '../passes/constants.ts';
import { operandsOf } from '../tail/operandsOf.ts';
import { vectorCode } from '../tail/vectorOps.ts';

/** Longer ones take WebAssembly's four lanes longer than ONNX Runtime's sixteen, even if that goes through memory more often. */
const slow = new Set(['Exp', 'Log', 'Sigmoid']);

const isCompiled = (node: Node) =>
  node.outputs.length === 1 &&
  !slow.has(node.op) &&
  vectorCode(
    node,
    () => [],
    (lanes) => lanes,
  ) !== undefined;

/** The length of the rows that a row of factors is repeated over, or that a sum is over; undefined where any will do. */
export type Columns = number | undefined;

/**
 * Whether the loops of `rows/` can make a value of large arrays and of rows of factors that lie along their last axis.
 *
 * @param isWhole whether a value is the same in each share
 * @param fewest numbers from which a pass over an array is worth a function of our own
 */
export function isRows(node: Node, isWhole: (value: Value) => boolean, fewest: number): boolean {
  const [result] = node.outputs as readonly [Value];
  const size = sizeOf(result.shape);
  if (size < fewest || size % 4 > 0 || !isCompiled(node)) return false;
  if (result.dtype !== 'float32' && result.dtype !== 'bool') return false;
  return arraysOf(node).every((operand) => {
    if (!isWhole(operand)) return sizeOf(operand.shape) === size && isOperand(operand);
    const length = sizeOf(operand.shape);
    const along =
      length === 1 || (length === operand.shape.at(-1) && length === result.shape.at(-1) && length % 4 === 0);
    return along && isFactors(operand);
  });
}

/** The arrays of a node, without operands that are absent. */
export const arraysOf = (node: Node): readonly Value[] =>
  operandsOf(node).filter((operand: Value | undefined) => operand !== undefined);

const isOperand = ({ dtype, source }: Value) => source.kind === 'node' && (dtype === 'float32' || dtype === 'bool');

/** Whether a row of factors is arithmetic on what lies in memory, and on constants of one number. */
function isFactors(value: Value): boolean {
  if (value.dtype !== 'float32') return false;
  if (value.source.kind === 'input') return isOf(value.source.name, 'state', 'part', 'number');
  if (value.source.kind === 'constant') return splatOf(value) !== undefined;
  const size = sizeOf(value.shape);
  const { node } = value.source;
  return isCompiled(node) && arraysOf(node).every((x) => [1, size].includes(sizeOf(x.shape)) && isFactors(x));
}

/** The columns of an elementwise operation. */
export function columnsOf(node: Node, isWhole: (value: Value) => boolean): Columns {
  const factors = arraysOf(node).find((operand) => isWhole(operand) && sizeOf(operand.shape) > 1);
  return factors && sizeOf(factors.shape);
}

/** A sum of each column over all rows, times a factor. */
export interface ColumnSum {
  readonly of: Value;
  readonly factor: number;
}

/** A node as such a sum, if it is one: 1ᵀ·X or a reduction of all axes but the last. */
export function columnSum(node: Node): ColumnSum | undefined {
  const [a, b] = node.inputs as readonly [Value, Value];
  const [result] = node.outputs as readonly [Value];
  if (result.dtype !== 'float32') return undefined;
  if (node.op === 'MatMul') {
    const factor = splatOf(a);
    const isRow = factor !== undefined && a.shape.at(-2) === 1 && b.shape.length === 2;
    return isRow && fits(b) ? { of: b, factor } : undefined;
  }
  if (node.op !== 'ReduceSum' && node.op !== 'ReduceMean') return undefined;
  const axes = integersOf(b)?.map((axis) => (axis + a.shape.length) % a.shape.length);
  const leading = axes?.length === a.shape.length - 1 && !axes.includes(a.shape.length - 1);
  const length = a.shape.at(-1) as number;
  return leading && fits(a) ? { of: a, factor: node.op === 'ReduceSum' ? 1 : length / sizeOf(a.shape) } : undefined;
}

const fits = ({ shape }: Value) => (shape.at(-1) as number) % 4 === 0;
