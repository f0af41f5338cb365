import { type Graph, inOrder, inputName, type Node, producer, sizeOf, type Value } from '../graph/graph.ts';
import type { Place } from './levels.ts';
import type { RowLoop } from './rowLoop.ts';
import { columnSum } from './rowOps.ts';
import { again, againAll } from './spread.ts';

/** Makes a value of what is in memory. */
export type Build = (value: Value, columns?: number) => Value;

/** @param here whether a value is made in this stage, in a loop over rows of so many columns; if not, it is `kept` in memory */
export function builder(
  here: (value: Value, columns?: number) => boolean,
  kept: (value: Value) => Value,
  isWhole: (value: Value) => boolean,
): Build {
  const known = new Map<string, Map<Value, Value>>();
  /** Of operations with several results, which are ONNX Runtime's. */
  const several = new Map<Node, readonly Value[]>();
  const build: Build = (value, columns) => {
    const built = known.get(String(columns)) ?? new Map<Value, Value>();
    known.set(String(columns), built);
    const node = producer(value);
    if (!node || isWhole(value)) return value;
    const made =
      built.get(value) ?? (node.op === 'Reshape' || here(value, columns) ? rebuilt(value, node, columns) : kept(value));
    built.set(value, made);
    return made;
  };
  const rebuilt = (value: Value, node: Node, columns?: number): Value => {
    const inputs = node.inputs.map((operand) => operand && build(operand, columns));
    if (inputs.every((operand, i) => operand === node.inputs[i])) return value;
    if (node.outputs.length === 1) return again(node, inputs, value.shape);
    const results =
      several.get(node) ??
      againAll(
        node,
        inputs,
        node.outputs.map(({ shape }) => shape),
      );
    several.set(node, results);
    return results[node.outputs.indexOf(value)] as Value;
  };
  return build;
}

/** What ONNX Runtime does in a stage. */
export function graphOf(names: ReadonlyMap<Value, readonly string[]>, build: Build): Graph {
  const outputs = Object.fromEntries([...names].flatMap(([value, list]) => list.map((name) => [name, build(value)])));
  const ends = Object.values(outputs);
  const read = [...ends, ...inOrder(ends).flatMap(({ inputs }) => inputs)];
  const inputs = new Map(read.flatMap((value) => (value?.source.kind === 'input' ? [[inputName(value), value]] : [])));
  return { inputs: [...inputs.values()], outputs };
}

/** Loops over what is equally long, with rows of one length. */
export function loopsOf(
  names: ReadonlyMap<Value, readonly string[]>,
  placeOf: (value: Value) => Place,
  build: Build,
): readonly RowLoop[] {
  const ends = [...names].map(([value, list]) => {
    const summed = columnSum(producer(value) as Node);
    return { names: list, summed, value: summed?.of ?? value, columns: placeOf(value).columns };
  });
  const groups = new Map<string, typeof ends>();
  const ordered = [...ends].sort((a, b) => Number(b.columns !== undefined) - Number(a.columns !== undefined));
  for (const end of ordered) {
    const size = sizeOf(end.value.shape);
    const key =
      end.columns === undefined
        ? ([...groups.keys()].find((other) => other.startsWith(`${size}:`)) ?? `${size}:`)
        : `${size}:${end.columns}`;
    groups.set(key, [...(groups.get(key) ?? []), end]);
  }
  return [...groups].map(([key, members]) => {
    const [size, own] = key.split(':').map(Number) as [number, number];
    const columns = own || undefined;
    const width = columns ?? widthOf(size);
    return {
      columns: width,
      rows: size / width,
      results: members.flatMap(({ summed, value, names }) => (summed ? [] : [{ value: build(value, columns), names }])),
      sums: members.flatMap(({ summed, value, names }) =>
        summed ? [{ factor: summed.factor, of: build(value, columns), names }] : [],
      ),
    };
  });
}

/** Rows that have no length of their own: not too long, so that little room is needed for factors. */
function widthOf(size: number): number {
  let width = 1024;
  while (size % width > 0) width -= 4;
  return width;
}
