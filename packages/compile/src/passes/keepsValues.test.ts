import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Graph, inOrder, input, sizeOf, type Value } from '../graph/graph.ts';
import * as ops from '../graph/ops.ts';
import { verify } from '../graph/verify.ts';
import { costs } from '../lower/costs.ts';
import { interpret } from '../testing/interpret.ts';
import { asRows } from './asRows.ts';
import { splat } from './constants.ts';
import { exactFunctions, exactSigmoid } from './exactFunctions.ts';
import { factorOutwards } from './factorOutwards.ts';
import { foldIdentity } from './foldIdentity.ts';
import { foldScalars } from './foldScalars.ts';
import { fusedProduct } from './fusedProduct.ts';
import { gemmAlpha } from './gemmAlpha.ts';
import { gemmBias } from './gemmBias.ts';
import { gemmOfTranspose } from './gemmOfTranspose.ts';
import { joinFactors } from './joinFactors.ts';
import { leadingOnes } from './leadingOnes.ts';
import { movePad } from './movePad.ts';
import { reluMask } from './reluMask.ts';
import { rewrite } from './rewrite.ts';
import { sinkExpand } from './sinkExpand.ts';
import { sinkReshape } from './sinkReshape.ts';
import { sinkTranspose } from './sinkTranspose.ts';
import { exportStages, learningStages, runtimeStages, type Stage, stillStages, turnedStages } from './stages.ts';
import { sumByProduct } from './sumByProduct.ts';
import { sumOfSquares } from './sumOfSquares.ts';

const leaves = [
  input('x', 'float32', [2, 3]),
  input('y', 'float32', [2, 3]),
  input('state/0', 'float32', [3, 2]),
  input('row', 'float32', [3]),
  input('s', 'float32', []),
  input('one', 'float32', [1, 1]),
];
const numbers = Object.fromEntries(
  leaves.map(({ source, shape }, k) => [
    source.kind === 'input' ? source.name : '',
    Array.from({ length: sizeOf(shape) }, (_, i) => 1.5 * Math.sin(7 * k + 3 * i + 1)),
  ]),
);

type Pick = (n: number) => number;
const constantOf = (pick: Pick) =>
  splat(
    ops.scalar([0, 1, -1, 2, 0.5, 3][pick(6)] as number),
    [[], [], [1], [1, 1], [2, 3], [1, 1, 1]][pick(6)] as number[],
  );

/** A stack of matrices as their transposes. */
const acrossOf = (x: Value) => ops.transpose(x, ops.swapped([...x.shape.keys()]));

/** What may become of two values of a pool. */
const makes: readonly ((a: Value, b: Value, pick: Pick) => Value)[] = [
  (a, b, pick) => ops.binary((['Add', 'Sub', 'Mul', 'Mul', 'Max', 'Min'] as const)[pick(6)] as 'Add', a, b),
  (a, _, pick) => {
    const [op, c] = [(['Mul', 'Add', 'Sub', 'Mul'] as const)[pick(4)] as 'Mul', constantOf(pick)];
    return pick(2) ? ops.binary(op, a, c) : ops.binary(op, c, a);
  },
  (a, _, pick) =>
    ops.unary((['Tanh', 'Sigmoid', 'Relu', 'Neg', 'Abs', 'Softplus', 'Expm1', 'Sin'] as const)[pick(8)] as 'Tanh', a),
  (a) => ops.unary('Log1p', ops.unary('Exp', ops.unary('Neg', ops.unary('Abs', a)))),
  (a) => ops.cast(ops.compare('Greater', a, ops.scalar(0)), 'float32'),
  (a, b, pick) => ops.where(ops.compare('Less', a, b), a, pick(2) ? b : ops.expand(ops.scalar(2), b.shape)),
  (a, _, pick) =>
    ops.reshape(a, [[sizeOf(a.shape)], [...a.shape, 1], [1, ...a.shape], [...a.shape].reverse()][pick(4)] as number[]),
  (a, _, pick) =>
    ops.transpose(
      a,
      [...a.shape.keys()].sort(() => pick(2) - 0.5),
    ),
  (a, b) => ops.expand(a, ops.broadcastShapes(a.shape, b.shape)),
  (a, _, pick) =>
    ops.reduce(
      (['ReduceSum', 'ReduceMean', 'ReduceMax'] as const)[pick(3)] as 'ReduceSum',
      a,
      [...a.shape.keys()].filter(() => pick(2)),
      pick(2) === 1,
    ),
  (a, b, pick) => ops.gemm(a, b, { transA: pick(2) === 1, transB: pick(2) === 1 }),
  (a) => ops.gemm(a, a, { transB: true }),
  (a, b, pick) => ops.matmul(pick(2) ? a : ops.binary('Mul', a, ops.scalar(2)), acrossOf(pick(2) ? a : b)),
  (a, b) => ops.matmul(acrossOf(a), b),
  (a, b) => ops.concat([a, b], 0),
  (a, _, pick) =>
    ops.slice(
      a,
      a.shape.map((n) => pick(n)),
      [...a.shape],
    ),
  (a, _, pick) =>
    ops.pad(
      a,
      a.shape.map(() => pick(2)),
      a.shape.map(() => pick(2)),
    ),
];

/** A graph of up to twelve operations that fit each other. */
const graphs = fc.array(fc.nat(), { minLength: 8, maxLength: 90 }).map((choices): Graph => {
  let at = 0;
  const pick: Pick = (n) => (choices[at++ % choices.length] as number) % n;
  const pool: Value[] = [...leaves];
  while (at < choices.length && pool.length < leaves.length + 12) {
    const [a, b] = [pool[pool.length - 1 - pick(Math.min(3, pool.length))] as Value, pool[pick(pool.length)] as Value];
    try {
      const made = (makes[pick(makes.length)] as (typeof makes)[number])(a, b, pick);
      verify({ inputs: [], outputs: { made } }, 'a random graph');
      if (made.shape.length < 5 && sizeOf(made.shape) < 200) pool.push(made);
    } catch {
      // Two values that do not fit.
    }
  }
  const state = pool.findLast(({ shape }) => String(shape) === '3,2') as Value;
  return { inputs: leaves, outputs: { 'out/a': pool.at(-1) as Value, 'out/b': pool.at(-2) as Value, 'next/0': state } };
});

/** Both graphs mean the same, to the rounding of constants to float32, and the second is well formed. */
function expectSame(before: Graph, after: Graph, given = numbers): void {
  verify(after, 'the pass under test');
  const [due, found] = [interpret(before, numbers), interpret(after, given)];
  for (const [name, values] of Object.entries(due)) {
    if (!values.every((value) => Math.abs(value) < 1e6)) continue;
    const scale = Math.max(1e-3, ...values.map(Math.abs));
    expect(found[name]?.length, name).toBe(values.length);
    values.forEach((value, i) => {
      expect(Math.abs((found[name]?.[i] as number) - value) / scale, `${name}[${i}]`).toBeLessThan(1e-5);
    });
  }
}

describe('every rule keeps values and shapes of random graphs, and comes to an end', () => {
  const rules = [exactFunctions, exactSigmoid, factorOutwards, foldIdentity, foldScalars, gemmAlpha, gemmBias];
  const others = [
    asRows,
    fusedProduct,
    gemmOfTranspose,
    joinFactors,
    leadingOnes,
    movePad,
    reluMask,
    sinkExpand,
    sinkReshape,
    sinkTranspose,
    sumByProduct,
    sumOfSquares,
  ];
  it.each([...rules, ...others].map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
    fc.assert(
      fc.property(graphs, (graph) => expectSame(graph, rewrite(graph, rule))),
      { numRuns: 60, seed: 1 },
    );
  });
});

describe('every stage does, one after the other', () => {
  const lists: Readonly<Record<string, readonly Stage[]>> = {
    learning: [...learningStages(costs.avx2), ...runtimeStages()],
    still: [...stillStages(costs.avx2), ...runtimeStages()],
    export: exportStages(),
  };
  it.each(Object.entries(lists))('%s', (_, stages) => {
    fc.assert(
      fc.property(graphs, (graph) => {
        let current = graph;
        for (const { pass } of stages) {
          const next = pass(current);
          expectSame(graph, next);
          current = next;
        }
        const size = inOrder(Object.values(current.outputs)).length;
        expect(size).toBeLessThan(40 + 20 * inOrder(Object.values(graph.outputs)).length);
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it('states that are given as their transposes, and left so', () => {
    const across = (values: readonly number[] = []) => [0, 2, 4, 1, 3, 5].map((i) => values[i] as number);
    fc.assert(
      fc.property(graphs, (graph) => {
        const turned = (turnedStages([0])[0] as Stage).pass(graph);
        const back = {
          ...turned,
          outputs: { ...turned.outputs, 'next/0': ops.transpose(turned.outputs['next/0'] as Value, [1, 0]) },
        };
        expectSame(graph, back, { ...numbers, 'state/0': across(numbers['state/0']) });
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});
