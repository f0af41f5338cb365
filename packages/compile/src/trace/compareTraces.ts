import { expected } from '@latentkit/errors';
import type { Value } from '../graph/graph.ts';
import type { Traced } from './traced.ts';

/** Refuses two traces of one step that differ: a constant that changed is hidden randomness or a hidden input. */
export function compareTraces(first: Traced, second: Traced): void {
  first.constants.forEach((constant, i) => {
    const again = second.constants[i];
    if (again === undefined || !sameConstant(constant, again)) throw hidden(constant);
  });
  const extra = second.constants[first.constants.length];
  if (extra) throw hidden(extra);
}

function sameConstant(a: Value, b: Value): boolean {
  if (a.source.kind !== 'constant' || b.source.kind !== 'constant') return false;
  const other = b.source.values;
  return a.source.values.length === other.length && a.source.values.every((x: unknown, i) => Object.is(x, other[i]));
}

function hidden({ shape, source }: Value): Error {
  const site = source.kind === 'constant' ? source.site?.() : undefined;
  return expected({
    where: `traced step, ${site ?? 'an unknown line'}`,
    expected: 'the same constants in two traces',
    received: `other numbers in a tensor of shape [${shape}] the second time`,
    todo: 'Use the random argument of the step, and pass everything else that changes as an input.',
    code: 'TRACE_HIDDEN',
  });
}
