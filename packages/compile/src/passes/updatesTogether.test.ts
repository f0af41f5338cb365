import { describe, expect, it } from 'vitest';
import { type Graph, inOrder, input, type Value } from '../graph/graph.ts';
import { graphName } from '../graph/names.ts';
import { binary, scalar, unary } from '../graph/ops.ts';
import { updatesTogether } from './updatesTogether.ts';

/** m ← ½ m + g², w ← w − rate · √m of weights of some shapes, g from outside. */
function momentum(shapes: readonly (readonly number[])[]): Graph {
  const rate = input(graphName('number', 'rate'), 'float32', []);
  const half = scalar(0.5);
  const count = shapes.length;
  const outputs: Record<string, Value> = {};
  const inputs: Value[] = [rate];
  shapes.forEach((shape, i) => {
    const [w, m, g] = [graphName('state', i), graphName('state', count + i), `g${i}`].map((name) =>
      input(name, 'float32', shape),
    ) as [Value, Value, Value];
    const next = binary('Add', binary('Mul', m, half), binary('Mul', g, g));
    outputs[graphName('next', i)] = binary('Sub', w, binary('Mul', rate, unary('Sqrt', next)));
    outputs[graphName('next', count + i)] = next;
    inputs.push(w, m, g);
  });
  return { inputs, outputs };
}

const ops = ({ outputs }: Graph) => inOrder(Object.values(outputs)).map(({ op }) => op);
const arithmetic = (graph: Graph) => ops(graph).filter((op) => ['Add', 'Sub', 'Mul', 'Sqrt'].includes(op)).length;

describe('updatesTogether', () => {
  it('does the arithmetic of all weights once for the moments and once for the weights', () => {
    const graph = momentum([[4], [2, 3], [5]]);
    expect(arithmetic(graph)).toBe(3 * 6);
    expect(arithmetic(updatesTogether(graph))).toBe(6 + 3);
    expect(ops(updatesTogether(graph)).filter((op) => op === 'Split').length).toBe(2);
  });

  it('keeps every state’s shape, and leaves alone what has a formula of its own or is large', () => {
    const graph = momentum([[4], [2, 3], [800, 800]]);
    const { outputs } = updatesTogether(graph);
    for (const [name, { shape }] of Object.entries(graph.outputs)) expect(outputs[name]?.shape).toEqual(shape);
    expect(outputs[graphName('next', 2)]).toBe(graph.outputs[graphName('next', 2)]);
  });

  it('takes arrays of one element too, whose numbers are shared by all', () => {
    const graph = momentum([[1], [3], [2, 2]]);
    expect(arithmetic(updatesTogether(graph))).toBe(6 + 3);
    expect(ops(updatesTogether(graph)).filter((op) => op === 'Concat').length).toBe(2 * 3 - 1);
  });

  it('cuts twenty arrays by kernels of at most seven results', () => {
    const splits = inOrder(Object.values(updatesTogether(momentum(Array(20).fill([3]))).outputs)).filter(
      ({ op }) => op === 'Split',
    );
    expect(Math.max(...splits.map(({ outputs }) => outputs.length))).toBe(7);
    expect(splits.length).toBe(8);
  });
});
