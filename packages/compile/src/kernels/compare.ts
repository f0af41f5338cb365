import type * as tf from '@tensorflow/tfjs-core';
import { node, sizeOf, type Value } from '../graph/graph.ts';
import { type CompareOp, cast, compare, type LogicOp, logic, reshape, unary, where } from '../graph/ops.ts';
import { wide } from './boolean.ts';
import type { Binary, None, Rule, Unary } from './rule.ts';

const relation =
  (op: CompareOp): Rule<Binary, None> =>
  ({ a, b }) =>
    compare(op, wide(a), wide(b));
const connective =
  (op: LogicOp): Rule<Binary, None> =>
  ({ a, b }) =>
    logic(op, cast(a, 'bool'), cast(b, 'bool'));

/** Condition of shape [n] picks whole rows of [n, …]; otherwise all three have one shape. */
function select(condition: Value, yes: Value, no: Value): Value {
  const rows = condition.shape.length === 1 && yes.shape.length > 1;
  const shape = rows ? [sizeOf(condition.shape), ...yes.shape.slice(1).map(() => 1)] : condition.shape;
  return where(cast(reshape(condition, shape), 'bool'), yes, no);
}

export const comparison = {
  Equal: relation('Equal'),
  NotEqual: (({ a, b }) => unary('Not', compare('Equal', wide(a), wide(b)))) as Rule<Binary, None>,
  Greater: relation('Greater'),
  GreaterEqual: relation('GreaterOrEqual'),
  Less: relation('Less'),
  LessEqual: relation('LessOrEqual'),
  LogicalAnd: connective('And'),
  LogicalOr: connective('Or'),
  LogicalNot: (({ x }) => unary('Not', cast(x, 'bool'))) as Rule<Unary, None>,
  Select: (({ condition, t, e }) => select(condition, t, e)) as Rule<tf.SelectInputs, None>,
  IsNan: (({ x }) => node('IsNaN', [x], { dtype: 'bool', shape: x.shape })) as Rule<Unary, None>,
  IsInf: (({ x }) => node('IsInf', [x], { dtype: 'bool', shape: x.shape })) as Rule<Unary, None>,
  IsFinite: (({ x }) => {
    const infinite = node('IsInf', [x], { dtype: 'bool', shape: x.shape });
    const undefinedNumber = node('IsNaN', [x], { dtype: 'bool', shape: x.shape });
    return unary('Not', logic('Or', infinite, undefinedNumber));
  }) as Rule<Unary, None>,
};
