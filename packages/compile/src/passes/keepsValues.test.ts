import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Graph, inOrder, input, sizeOf, type Value } from '../graph/graph.ts';
import * as ops from '../graph/ops.ts';
import { verify } from '../graph/verify.ts';
import { costs } from '../lower/costs.ts';
import { interpret } from '../testing/interpret.ts';
import { randomPool } from '../testing/randomPool.ts';
import { asRows } from './asRows.ts';
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

const graphs = randomPool(leaves).map((pool): Graph => {
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
