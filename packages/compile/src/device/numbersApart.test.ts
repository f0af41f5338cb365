import { describe, expect, it } from 'vitest';
import { type Graph, inOrder, input, type Value } from '../graph/graph.ts';
import { graphName } from '../graph/names.ts';
import { binary, reduce, reshape, scalar, unary } from '../graph/ops.ts';
import { numbersApart } from './numbersApart.ts';

const [w, count, mean] = [0, 1, 2].map((i) => input(graphName('state', i), 'float32', i === 0 ? [3] : [])) as [
  Value,
  Value,
  Value,
];
const rate = input(graphName('number', 'rate'), 'float32', []);
const ops = ({ outputs }: Graph) => inOrder(Object.values(outputs)).map(({ op }) => op);
const apart = (outputs: Readonly<Record<string, Value>>) => numbersApart({ inputs: [w, count, mean, rate], outputs });

describe('numbersApart', () => {
  const next = binary('Add', count, scalar(1));
  const step = binary('Mul', w, binary('Div', rate, unary('Sqrt', next)));

  it('leaves a kernel for each operation on arrays: w · rate / √(count + 1) is one', () => {
    const { graph, made, next: kept } = apart({ [graphName('next', 0)]: step, [graphName('next', 1)]: next });
    expect(ops(graph)).toEqual(['Mul']);
    expect(made.map(({ shape }) => shape)).toEqual([[]]);
    expect([...kept.keys()]).toEqual([1]);
    expect(Object.keys(graph.outputs)).toEqual([graphName('next', 0)]);
    expect(graph.inputs.map(({ source }) => source)).toEqual(
      ['state/0', 'state/2', 'in/rate', 'made/0'].map((name) => ({ kind: 'input', name })),
    );
  });

  it('keeps a state on the GPU that follows from an array, and what follows from that state', () => {
    const moved = reshape(reduce('ReduceMean', w, [0]), []);
    const fast = binary('Mul', w, binary('Add', mean, scalar(1)));
    const { made, next: kept } = apart({ [graphName('next', 0)]: fast, [graphName('next', 2)]: moved });
    expect([made.length, kept.size]).toEqual([0, 0]);
  });

  it('hands a state over that the host keeps and an array needs as it is', () => {
    const { made } = apart({ [graphName('next', 0)]: binary('Mul', w, count), [graphName('next', 1)]: next });
    expect(made).toEqual([count]);
  });
});
