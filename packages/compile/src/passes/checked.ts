import { expected } from '@latentkit/errors';
import { type Node, sameShape, type Value } from '../graph/graph.ts';
import type { Rule } from './rule.ts';

/** A rule held to what every rule must keep: what stands for a result has its shape and its type. */
export function checked(rule: Rule): Rule {
  return (node, before) => {
    const next = rule(node, before);
    if (next) keeps(rule.name, node, next);
    return next;
  };
}

/** The first of some rules that has something to say, each of them checked. */
export function firstOf(...rules: readonly Rule[]): Rule {
  const all = rules.map(checked);
  return (node, before) => {
    for (const rule of all) {
      const next = rule(node, before);
      if (next) return next;
    }
    return undefined;
  };
}

function keeps(name: string, { op, outputs }: Node, next: Value): void {
  const result = outputs[0] as Value;
  if (outputs.length === 1 && next.dtype === result.dtype && sameShape(next.shape, result.shape)) return;
  throw expected({
    where: `compiled step, rule ${name}`,
    expected: `${typeText(result)} for the result of ${op}`,
    received: typeText(next),
    todo: 'Use the eager engine, and report the step.',
    code: 'TRACE_GRAPH',
  });
}

const typeText = ({ dtype, shape }: Value) => `${dtype}[${shape}]`;
