import { type Node, nodes, producer, sameShape, type Value } from '../graph/graph.ts';
import { reshape, transpose } from '../graph/ops.ts';
import { withNumber } from './joinFactors.ts';

/**
 * softmax(c · q kᵀ + mask) v of several heads as the one operation that ONNX Runtime has for it, which exchanges axes and joins what was before with what
 * is new inside. Of one query it is one operation for eleven, each of a microsecond.
 */
export function wholeAttention({ op, inputs }: Node): Value | undefined {
  if (op !== 'MatMul') return undefined;
  const [weights, v] = inputs;
  const softmax = producer(weights, 'Softmax');
  const [scores, mask] = producer(softmax?.inputs[0], 'Add')?.inputs ?? [];
  const [q, across] = producer(scores, 'MatMul')?.inputs ?? [];
  const turn = producer(across, 'Transpose');
  const k = turn?.inputs[0];
  if (!q || !k || !v || !mask || scores?.shape.length !== 4 || String(turn?.attributes.perm) !== '0,1,3,2')
    return undefined;
  const [batch, heads, queries, d] = q.shape as readonly [number, number, number, number];
  const keys = k.shape[2] as number;
  const fits = [k, v].every(({ shape }) => sameShape(shape, [batch, heads, keys, d]));
  if (!fits || !sameShape(mask.shape.slice(-2), [queries, keys])) return undefined;
  const [before, now] = [joined(k), joined(v)];
  const both = before && now ? ([before, now] as const) : undefined;
  const scaled = withNumber(producer(q, 'Mul'));
  const state = { dtype: q.dtype, shape: k.shape };
  const [seen] = nodes(
    'MultiHeadAttention',
    [
      ...[scaled?.x ?? q, both?.[0].fresh ?? k, both?.[1].fresh ?? v].map(rowsOf),
      ...[undefined, undefined, reshape(mask, [...Array(4 - mask.shape.length).fill(1), ...mask.shape])],
      ...(both?.map(({ past }) => past) ?? []),
    ],
    // Without the outputs of what is known now, ONNX Runtime would leave out what was before.
    [{ dtype: q.dtype, shape: [batch, queries, heads * d] }, ...(both ? [state, state] : [])],
    { num_heads: heads, scale: { float: scaled?.number ?? 1 } },
  );
  return transpose(reshape(seen as Value, [batch, queries, heads, d]), [0, 2, 1, 3]);
}

/** [batch, heads, tokens, d] → [batch, tokens, heads · d] */
function rowsOf(x: Value): Value {
  const [batch, heads, tokens, d] = x.shape as readonly [number, number, number, number];
  return reshape(transpose(x, [0, 2, 1, 3]), [batch, tokens, heads * d]);
}

/** What was there before and what is new. */
function joined(value: Value): { readonly past: Value; readonly fresh: Value } | undefined {
  const made = producer(value, 'Concat');
  const [past, fresh, ...more] = made?.inputs ?? [];
  return past && fresh && more.length === 0 && made?.attributes.axis === 2 ? { past, fresh } : undefined;
}
