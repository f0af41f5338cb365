import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Graph, input, sizeOf, type Value } from '../graph/graph.ts';
import * as ops from '../graph/ops.ts';
import { verify } from '../graph/verify.ts';
import { emitRows } from '../rows/emitRows.ts';
import type { Partition } from '../tail/partition.ts';
import { interpret } from '../testing/interpret.ts';
import { randomPool } from '../testing/randomPool.ts';
import { wasmModule } from '../wasm/wasmModule.ts';
import { addendsOf } from './addends.ts';
import type { RowLoop } from './rowLoop.ts';
import { shareGraph } from './shareGraph.ts';
import { isCut } from './spread.ts';
import { type Stages, stagesOf } from './stages.ts';

type Numbers = readonly number[];
type Arrays = Readonly<Record<string, Numbers>>;

const [batch, columns, shares] = [8, 4, 2];
const leaves = [
  input('state/0', 'float32', [columns]),
  input('state/1', 'float32', [columns]),
  input('state/2', 'float32', [columns, columns]),
  input('array/x', 'float32', [batch, columns]),
  input('array/y', 'float32', [batch, columns]),
];
const [scale, shift, weights] = leaves as unknown as readonly [Value, Value, Value];
const numbers: Arrays = Object.fromEntries(
  leaves.map(({ source, shape }, k) => [
    source.kind === 'input' ? source.name : '',
    Array.from({ length: sizeOf(shape) }, (_, i) => 1.5 * Math.sin(7 * k + 3 * i + 1)),
  ]),
);

/** (x − mean) / √(variance + 0.1) · scale + shift over the rows of x. */
function normalized(x: Value): Value {
  const apart = ops.binary('Sub', x, ops.reduce('ReduceMean', x, [0]));
  const variance = ops.reduce('ReduceMean', ops.binary('Mul', apart, apart), [0]);
  const deviation = ops.unary('Sqrt', ops.binary('Add', variance, ops.scalar(0.1)));
  return ops.binary('Add', ops.binary('Mul', apart, ops.binary('Div', scale, deviation)), shift);
}

/** Two normalised layers with a random one in between, and what a gradient would read of them. */
const graphs = fc.tuple(randomPool(leaves), fc.nat(2)).map(([pool, kind]): Graph => {
  const rows = pool.filter(({ shape }) => String(shape) === `${batch},${columns}`);
  const [x, y] = [rows.at(-1) as Value, rows.at(-2) as Value];
  const first = ops.unary('Relu', normalized(ops.gemm(x, weights)));
  // A loop's own; of rows of factors; of what no loop reads.
  const bound = [ops.scalar(0), scale, ops.reduce('ReduceMean', first, [1], true)][kind] as Value;
  const mask = ops.cast(ops.compare('Greater', first, bound), 'float32');
  const second = normalized(ops.binary('Mul', ops.gemm(first, weights, { transB: true }), y));
  const gradient = ops.binary('Mul', second, mask);
  return {
    inputs: leaves,
    outputs: {
      'edge/0': ops.gemm(first, gradient, { transA: true }),
      'edge/1': ops.reduce('ReduceSum', gradient, [0]),
      'edge/2': ops.binary('Sub', gradient, ops.reduce('ReduceMean', gradient, [0])),
      'out/y': second,
    },
  };
});

const partitionOf = (graph: Graph): Partition => ({
  graph,
  next: new Map(),
  results: new Map(),
  edges: new Map(Object.entries(graph.outputs).map(([name, value]) => [value, name])),
});

const isIn = ({ spreads }: Stages, name: string) => isCut(spreads.get(name));

/** All shares, stage by stage, as far as arrays of each go. */
function run(made: Stages, each: (loop: RowLoop, arrays: Arrays, found: Arrays) => void): Arrays[] {
  const arrays = Array.from({ length: shares }, (_, share) =>
    Object.fromEntries(
      Object.entries(numbers).map(([name, values]) => {
        const length = values.length / shares;
        return [name, isIn(made, name) ? values.slice(share * length, (share + 1) * length) : values];
      }),
    ),
  );
  for (const { graph, loops } of made.stages) {
    const results = arrays.map((own) => {
      if (graph) {
        verify(graph, 'a stage');
        return interpret(graph, own);
      }
      return Object.assign(
        {},
        ...loops.map((loop) => {
          const found = ofLoop(loop, own);
          each(loop, own, found);
          return found;
        }),
      ) as Arrays;
    });
    results.forEach((found, share) => {
      for (const [name, values] of Object.entries(found)) {
        if (made.spreads.get(name)?.how === 'sum')
          for (const own of arrays) own[addendsOf(name, shares)[share] as string] = values;
        else (arrays[share] as Record<string, Numbers>)[name] = values;
      }
    });
  }
  return arrays;
}

/** A loop in float64. */
function ofLoop({ columns: width, results, sums }: RowLoop, arrays: Arrays): Arrays {
  const ends = [...results.map(({ value }) => value), ...sums.map(({ of }) => of)];
  const found = interpret({ inputs: [], outputs: Object.fromEntries(ends.map((end, i) => [i, end])) }, arrays);
  return Object.fromEntries([
    ...results.flatMap(({ names }, i) => names.map((name) => [name, found[i]])),
    ...sums.flatMap(({ names, factor }, i) => {
      const total = Array<number>(width).fill(0);
      (found[results.length + i] as Numbers).forEach((value, k) => {
        total[k % width] = (total[k % width] as number) + factor * value;
      });
      return names.map((name) => [name, total]);
    }),
  ]);
}

/** The same in WebAssembly. */
function compiled(loop: RowLoop, arrays: Arrays, lengths: Arrays): Arrays {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const made = emitRows('rows', loop);
  let end = 64;
  const room = (length: number) => {
    const offset = end;
    end += 16 * Math.ceil(length / 4) + 16;
    return new Float32Array(memory.buffer, offset, length);
  };
  const read = made.reads.map((name) => {
    const place = room((arrays[name] as Numbers).length);
    place.set(arrays[name] as Numbers);
    return place;
  });
  const written = made.writes.map((name) => room((lengths[name] as Numbers).length));
  const places = [...read, ...written, room(made.scratch / 4)].map(({ byteOffset }) => byteOffset);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasmModule([made])), { e: { m: memory } });
  (exports.rows as (...parameters: number[]) => void)(0, 0, ...places);
  return Object.fromEntries(made.writes.map((name, i) => [name, Array.from(written[i] as Float32Array)]));
}

function expectClose(found: Numbers, due: Numbers, error: number): void {
  const most = Math.max(1e-2, ...due.map(Math.abs));
  expect(found.length).toBe(due.length);
  expect(Math.max(...due.map((one, i) => Math.abs((found[i] as number) - one) / most))).toBeLessThan(error);
}

describe('stages between which shares exchange sums', () => {
  it('are together what the whole is, and their loops are the same in WebAssembly', () => {
    const counts = { staged: 0, loops: 0, results: 0, sums: 0 };
    fc.assert(
      fc.property(graphs, (graph) => {
        const step = partitionOf(graph);
        expect(shareGraph(step, shares)).toBe(undefined);
        const share = shareGraph(step, shares, { exchanges: true });
        const made = share && stagesOf(share, shares, { array: 1, stage: 0 });
        const due = interpret(graph, numbers);
        if (
          !made ||
          !Object.values(due)
            .flat()
            .every((value) => Math.abs(value) < 1e3)
        )
          return;
        counts.staged++;
        const arrays = run(made, (loop, own, found) => {
          counts.loops++;
          counts.results += loop.results.length;
          counts.sums += loop.sums.length;
          const here = compiled(loop, own, found);
          for (const [name, values] of Object.entries(found)) expectClose(here[name] as Numbers, values, 1e-4);
        });
        for (const [name, values] of Object.entries(due)) {
          const parts = arrays.map((own) => own[name] as Numbers);
          const addends = addendsOf(name, shares).map((addend) => (arrays[0] as Arrays)[addend] as Numbers);
          const how = made.spreads.get(name)?.how;
          const sum = () => values.map((_, i) => addends.reduce((all, addend) => all + (addend[i] as number), 0));
          expectClose(how === 'cut' ? parts.flat() : how === 'sum' ? sum() : (parts[0] as Numbers), values, 1e-5);
        }
      }),
      { numRuns: 150, seed: 6 },
    );
    expect(counts.staged).toBeGreaterThan(60);
    expect(counts.loops).toBeGreaterThan(600);
    expect(Math.min(counts.results, counts.sums)).toBeGreaterThan(250);
  });
});
