import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Graph, input, sizeOf, type Value } from '../graph/graph.ts';
import { verify } from '../graph/verify.ts';
import type { Partition } from '../tail/partition.ts';
import { interpret } from '../testing/interpret.ts';
import { randomPool } from '../testing/randomPool.ts';
import { shareGraph } from './shareGraph.ts';
import { isCut, type Spread } from './spread.ts';

const batch = 4;
const shares = 2;
const leaves = [
  input('state/0', 'float32', []),
  input('state/1', 'float32', [3]),
  input('state/2', 'float32', [3, 2]),
  input('draw/0', 'float32', [batch, 1]),
  input('array/x', 'float32', [batch, 3]),
  input('array/y', 'float32', [batch, 3]),
];
type Numbers = readonly number[];
const numbers: Readonly<Record<string, Numbers>> = Object.fromEntries(
  leaves.map(({ source, shape }, k) => [
    source.kind === 'input' ? source.name : '',
    Array.from({ length: sizeOf(shape) }, (_, i) => 1.5 * Math.sin(7 * k + 3 * i + 1)),
  ]),
);

/** A graph of one value, as what a tail begins with. */
const endingIn = (value: Value): Partition => ({
  graph: { inputs: leaves, outputs: { 'edge/0': value } },
  next: new Map(),
  results: new Map(),
  edges: new Map([[value, 'edge/0']]),
});

/** What one share computes of its rows. */
function ofShare(graph: Graph, share: number): Numbers {
  const own = Object.entries(numbers).map(([name, values]) => {
    if (name.startsWith('state')) return [name, values];
    const length = values.length / shares;
    return [name, values.slice(share * length, (share + 1) * length)];
  });
  return interpret(graph, Object.fromEntries(own))['edge/0'] as Numbers;
}

/** The parts of a cut axis beside each other, the sum, or what they all have. */
function together(spread: Spread, parts: readonly Numbers[]): Numbers {
  const [first] = parts as readonly [Numbers];
  if (spread.how === 'whole') return first;
  if (!isCut(spread)) return first.map((_, i) => parts.reduce((sum, part) => sum + (part[i] as number), 0));
  const run = sizeOf(spread.value.shape.slice(spread.axis));
  return Array.from({ length: first.length / run }, (_, i) =>
    parts.flatMap((part) => part.slice(i * run, (i + 1) * run)),
  ).flat();
}

describe('shares of a batch', () => {
  it('are together what the whole is, of random graphs in float64', () => {
    const counts = { cut: 0, sum: 0, whole: 0, none: 0 };
    const check = (value: Value) => {
      const shared = shareGraph(endingIn(value), shares);
      if (!shared) {
        counts.none++;
        return;
      }
      verify(shared.graph, 'a share');
      const spread = shared.spreads.get('edge/0') as Spread;
      counts[spread.how]++;
      const due = interpret(endingIn(value).graph, numbers)['edge/0'] as Numbers;
      const found = together(spread, [ofShare(shared.graph, 0), ofShare(shared.graph, 1)]);
      expect(found.length).toBe(due.length);
      const scale = Math.max(1e-3, ...due.map(Math.abs));
      if (scale > 1e6) return;
      const off = due.map((one, i) => Math.abs((found[i] as number) - one) / scale);
      expect(Math.max(...off)).toBeLessThan(1e-5);
    };
    fc.assert(
      fc.property(randomPool(leaves), (pool) => pool.slice(leaves.length).forEach(check)),
      { numRuns: 1000, seed: 4 },
    );
    expect(counts.cut).toBeGreaterThan(1000);
    expect(counts.sum).toBeGreaterThan(100);
    expect(counts.none).toBeLessThan(counts.cut + counts.sum + counts.whole);
  });

  it('are none of a batch that cannot be halved', () => {
    const odd = input('array/x', 'float32', [5, 3]);
    expect(shareGraph({ ...endingIn(odd), graph: { inputs: [odd], outputs: { 'edge/0': odd } } }, shares)).toBe(
      undefined,
    );
  });
});
