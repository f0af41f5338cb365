import fc from 'fast-check';
import { sizeOf, type Value } from '../graph/graph.ts';
import * as ops from '../graph/ops.ts';
import { verify } from '../graph/verify.ts';
import { splat } from '../passes/constants.ts';

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

/** Values of up to twelve operations that fit each other, behind the leaves that they begin with. */
export const randomPool = (leaves: readonly Value[]): fc.Arbitrary<readonly Value[]> =>
  fc.array(fc.nat(), { minLength: 8, maxLength: 90 }).map((choices) => {
    let at = 0;
    const pick: Pick = (n) => (choices[at++ % choices.length] as number) % n;
    const pool: Value[] = [...leaves];
    while (at < choices.length && pool.length < leaves.length + 12) {
      const [a, b] = [
        pool[pool.length - 1 - pick(Math.min(3, pool.length))] as Value,
        pool[pick(pool.length)] as Value,
      ];
      try {
        const made = (makes[pick(makes.length)] as (typeof makes)[number])(a, b, pick);
        verify({ inputs: [], outputs: { made } }, 'a random graph');
        if (made.shape.length < 5 && sizeOf(made.shape) < 200) pool.push(made);
      } catch {
        // Two values that do not fit.
      }
    }
    return pool;
  });
