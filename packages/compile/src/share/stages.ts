import { type Graph, inOrder, input, inputName, type Node, producer, sizeOf, type Value } from '../graph/graph.ts';
import { graphName, isOf } from '../graph/names.ts';
import { unshaped } from './addends.ts';
import { isOdd, type Levels, levelsOf, type Place } from './levels.ts';
import { arraysOf, type ColumnSum, columnSum } from './rowOps.ts';
import type { ShareGraph } from './shareGraph.ts';
import { again, cut, type Spread, sum } from './spread.ts';

/** Rows of one length that are gone through together. */
export interface RowLoop {
  readonly columns: number;
  readonly rows: number;
  /** Arrays that are written, and sums, each wherever it has a name. */
  readonly results: readonly { readonly value: Value; readonly names: readonly string[] }[];
  readonly sums: readonly (ColumnSum & { readonly names: readonly string[] })[];
}

/** What is done before shares wait for each other. */
export interface Stage {
  /** For ONNX Runtime. */
  readonly graph?: Graph;
  readonly loops: readonly RowLoop[];
}

export interface Stages {
  readonly stages: readonly Stage[];
  /** How inputs, outputs and what lies between stages are spread over the shares. */
  readonly spreads: ReadonlyMap<string, Spread>;
  /** What lies between stages and is no output of the step. */
  readonly parts: ReadonlyMap<string, Value>;
}

type Build = (value: Value, columns?: number) => Value;

/** From where on stages are worth while. */
interface Worth {
  /** Numbers of an array of the whole batch. */
  readonly array: number;
  /** Numbers that loops go through, once for each operation, for each stage: it costs some 20 µs, in which ONNX Runtime goes once through so many. */
  readonly stage: number;
}

/** A share in stages, if that is worth while. */
export function stagesOf(
  share: ShareGraph,
  shares: number,
  worth: Worth = { array: 131_072, stage: 100_000 },
): Stages | undefined {
  const { graph, exchanged } = share;
  const { placeOf, isWhole, numbers } = levelsOf(share, worth.array / shares);
  const spreads = new Map(share.spreads);
  const parts = new Map<string, Value>();
  /** Names of what is made, by its level. */
  const made = new Map<number, Map<Value, string[]>>();
  const nameAt = (level: number, value: Value, name: string) => {
    const names = made.get(level) ?? new Map<Value, string[]>();
    made.set(level, names.set(value, [...(names.get(value) ?? []), name]));
  };
  const last = Math.max(0, ...[...exchanged.values(), ...Object.values(graph.outputs)].map((x) => placeOf(x).level));
  for (const [name, value] of exchanged) {
    nameAt(placeOf(value).level, value, name);
    spreads.set(name, sum(value));
    parts.set(name, value);
  }
  for (const [name, value] of Object.entries(graph.outputs)) {
    if (!isWhole(value) && !isOdd(placeOf(value).level)) nameAt(placeOf(value).level, value, name);
    else if (isWhole(value) || isOf(name, 'out')) nameAt(last + (last % 2), value, name);
    else nameAt(placeOf(value).level, unshaped(value), name);
  }
  let count = exchanged.size;
  const leaves = new Map<string, Value>();
  /** A value of an earlier level, as what it lies in. */
  const kept = (value: Value): Value => {
    const { level } = placeOf(value);
    const names = made.get(level)?.get(value) ?? [];
    const readable = (name: string) =>
      spreads.get(name)?.how === 'cut' && (parts.has(name) || (isOf(name, 'edge') && graph.outputs[name] === value));
    const name = names.find(readable) ?? graphName('part', count++);
    if (!spreads.has(name)) {
      nameAt(level, value, name);
      spreads.set(name, cut(value, 0));
      parts.set(name, value);
    }
    const leaf = leaves.get(name) ?? input(name, value.dtype, value.shape);
    leaves.set(name, leaf);
    return leaf;
  };
  const readByRuntime = readElsewhere(graph, exchanged, { placeOf, isWhole });
  const arrays = new Map<Value, ReadonlySet<Value>>();
  /** The arrays that a value of a loop would be made of once more. */
  const sourcesOf = (value: Value): ReadonlySet<Value> => {
    const bare = unshaped(value);
    const known = arrays.get(bare);
    if (known) return known;
    const node = producer(bare);
    const { level, isSum } = placeOf(bare);
    const isOwn = node && !isSum && isOdd(level) && !readByRuntime.has(bare);
    const found = isOwn
      ? new Set(
          arraysOf(node)
            .filter((x) => !isWhole(x))
            .flatMap((x) => [...sourcesOf(x)]),
        )
      : new Set([bare]);
    const sources = bare.dtype === 'bool' || found.size === 1 ? found : new Set([bare]);
    arrays.set(bare, sources);
    return sources;
  };
  const stages: Stage[] = [];
  for (let level = last + (last % 2); level >= 0; level--) {
    const names = made.get(level);
    if (!names) continue;
    const here = (value: Value, columns?: number): boolean => {
      const place = placeOf(value);
      if (place.isSum) return false;
      if (isWhole(value) || place.level === level || value.dtype === 'bool') return true;
      if (!isOdd(level) || !isOdd(place.level) || readByRuntime.has(unshaped(value))) return false;
      return sourcesOf(value).size === 1 && !sourcesOf(value).has(value) && (place.columns ?? columns) === columns;
    };
    const build = builder(here, kept, isWhole);
    if (isOdd(level)) stages.unshift({ loops: loopsOf(names, placeOf, build) });
    else stages.unshift({ graph: graphOf(names, (value) => build(value)), loops: [] });
  }
  // Numbers are of one share.
  return numbers * shares >= worth.stage * stages.length ? { stages, spreads, parts } : undefined;
}

/** Values of loops that have to be in memory, because ONNX Runtime or the tail reads them. */
function readElsewhere(
  { outputs }: Graph,
  exchanged: ReadonlyMap<string, Value>,
  { placeOf, isWhole }: Pick<Levels, 'placeOf' | 'isWhole'>,
): ReadonlySet<Value> {
  const ends = Object.values(outputs);
  const read = inOrder([...exchanged.values(), ...ends]).flatMap((node) => {
    const [result] = node.outputs as readonly [Value];
    return isWhole(result) || isOdd(placeOf(result).level) ? [] : arraysOf(node);
  });
  return new Set(
    [...read, ...ends].filter((value) => isOdd(placeOf(value).level) && value.dtype !== 'bool').map(unshaped),
  );
}

/** Rebuilds a value of what is `here`, and of what is kept in memory. */
function builder(
  here: (value: Value, columns?: number) => boolean,
  kept: (value: Value) => Value,
  isWhole: (value: Value) => boolean,
): Build {
  const known = new Map<string, Map<Value, Value>>();
  const build: Build = (value, columns) => {
    const built = known.get(String(columns)) ?? new Map<Value, Value>();
    known.set(String(columns), built);
    const node = producer(value);
    if (!node || isWhole(value)) return value;
    const made =
      built.get(value) ?? (node.op === 'Reshape' || here(value, columns) ? rebuilt(node, columns) : kept(value));
    built.set(value, made);
    return made;
  };
  const rebuilt = (node: Node, columns?: number): Value => {
    const inputs = node.inputs.map((operand) => operand && build(operand, columns));
    const [result] = node.outputs as readonly [Value];
    return inputs.every((operand, i) => operand === node.inputs[i]) ? result : again(node, inputs, result.shape);
  };
  return build;
}

function graphOf(names: ReadonlyMap<Value, readonly string[]>, build: Build): Graph {
  const outputs = Object.fromEntries([...names].flatMap(([value, list]) => list.map((name) => [name, build(value)])));
  const ends = Object.values(outputs);
  const read = [...ends, ...inOrder(ends).flatMap(({ inputs }) => inputs)];
  const inputs = new Map(read.flatMap((value) => (value?.source.kind === 'input' ? [[inputName(value), value]] : [])));
  return { inputs: [...inputs.values()], outputs };
}

/** Loops over what is equally long, with rows of one length. */
function loopsOf(
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
