import { inOrder, type Node, producer, sizeOf, type Value } from '../graph/graph.ts';
import { isOf } from '../graph/names.ts';
import { nameOfSum } from './addends.ts';
import { arraysOf, type Columns, columnSum, columnsOf, isRows } from './rowOps.ts';
import type { ShareGraph } from './shareGraph.ts';
import { isCut } from './spread.ts';

/** When and by what a value is made: at even levels by ONNX Runtime, at odd ones by loops over rows. */
export interface Place {
  readonly level: number;
  /** The length of the rows that its loop goes over, where that matters. */
  readonly columns: Columns;
  /** Whether it is a sum over the rows of its loop, and so known only after it. */
  readonly isSum: boolean;
}

export const isOdd = (level: number): boolean => level % 2 === 1;

export interface Levels {
  placeOf(value: Value): Place;
  /** Whether a value is the same in each share. */
  isWhole(value: Value): boolean;
  /** Numbers that loops go over, once for each operation. */
  readonly numbers: number;
}

/**
 * The earliest level of each value of a share. What comes of an exchanged sum is later than each of its addends.
 *
 * @param fewest numbers of an array from which it is left to loops
 */
export function levelsOf({ graph, spreads, exchanged }: ShareGraph, fewest: number): Levels {
  const places = new Map<Node, Place>();
  const wholes = new Set<Node>();
  const cutInputs = new Set(
    graph.inputs.filter((value) => value.source.kind === 'input' && isCut(spreads.get(value.source.name))),
  );
  const isWhole = (value: Value) => {
    const node = producer(value);
    return node ? wholes.has(node) : !cutInputs.has(value);
  };
  const first: Place = { level: 0, columns: undefined, isSum: false };
  const placeOf = (value: Value): Place => {
    const node = producer(value);
    if (node) return places.get(node) as Place;
    const sum =
      value.source.kind === 'input' && isOf(value.source.name, 'part') && exchanged.get(nameOfSum(value.source.name));
    return sum ? { ...first, level: placeOf(sum).level + 1 } : first;
  };
  let numbers = 0;
  const place = (node: Node): Place => {
    const operands = arraysOf(node);
    const latest = Math.max(0, ...operands.map(placeOf).map(({ level, isSum }) => level + (isSum ? 1 : 0)));
    if (operands.every(isWhole)) {
      wholes.add(node);
      return { ...first, level: latest };
    }
    if (node.op === 'Reshape') return placeOf(operands[0] as Value);
    const sum = columnSum(node);
    if (sum && !placeOf(sum.of).isSum && isOdd(placeOf(sum.of).level))
      return { ...inLoop([sum.of], sum.of.shape.at(-1), latest), isSum: true };
    const arrays = operands.filter((operand) => !isWhole(operand));
    // A mask is made again wherever it is read: it must be a loop's, of rows as long as those of what reads it.
    const masks = arrays.filter(({ dtype }) => dtype === 'bool').map(placeOf);
    const lengths = new Set([columnsOf(node, isWhole), ...masks.map(({ columns }) => columns)]);
    lengths.delete(undefined);
    const ofLoops = isRows(node, isWhole, fewest) && lengths.size < 2 && masks.every(({ level }) => isOdd(level));
    if (!ofLoops) return { ...first, level: latest + (latest % 2) };
    numbers += sizeOf(node.outputs[0]?.shape ?? []);
    return inLoop(arrays, [...lengths][0], latest);
  };
  /** At an odd level, together with what it reads of that level if their rows have one length. */
  const inLoop = (arrays: readonly Value[], own: Columns, latest: number): Place => {
    const level = isOdd(latest) ? latest : latest + 1;
    const beside = arrays
      .map(placeOf)
      .flatMap((other) => (other.level === level && other.columns ? [other.columns] : []));
    const columns = [...new Set(own ? [own, ...beside] : beside)];
    return columns.length > 1
      ? { level: level + 2, columns: own, isSum: false }
      : { level, columns: columns[0], isSum: false };
  };
  for (const node of inOrder([...exchanged.values(), ...Object.values(graph.outputs)])) places.set(node, place(node));
  return { placeOf, isWhole, numbers };
}
