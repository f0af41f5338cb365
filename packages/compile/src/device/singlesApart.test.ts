import { describe, expect, it } from 'vitest';
import { inOrder, input } from '../graph/graph.ts';
import { graphName } from '../graph/names.ts';
import { binary, reduce, scalar } from '../graph/ops.ts';
import { singlesApart } from './singlesApart.ts';

const x = input('array/x', 'float32', [4]);
const [sum, most] = [reduce('ReduceSum', x, [0]), reduce('ReduceMax', x, [0])];
const total = binary('Add', binary('Mul', sum, scalar(0.25)), binary('Mul', most, scalar(2)));
const opsOf = (outputs: ReturnType<typeof singlesApart>['graph']['outputs']) =>
  inOrder(Object.values(outputs)).map(({ op }) => op);

describe('singlesApart', () => {
  it('leaves the sums over arrays to the graph, in one array, and ¼ Σ x + 2 max x to the host', () => {
    const { graph, edges, results } = singlesApart({
      inputs: [x],
      outputs: { [graphName('out', 'total')]: total, [graphName('out', 'most')]: most, [graphName('next', 0)]: x },
    });
    expect(edges).toEqual([sum, most]);
    expect([...results.values()]).toEqual([total, most]);
    expect(Object.keys(graph.outputs)).toEqual([graphName('next', 0), graphName('singles', '')]);
    expect(graph.outputs[graphName('singles', '')]?.shape).toEqual([2]);
    expect(opsOf(graph.outputs).filter((op) => op === 'Mul' || op === 'Add')).toEqual([]);
  });

  it('leaves a step alone that has no such result, or only constants', () => {
    for (const outputs of [{ [graphName('out', 'x')]: x }, { [graphName('out', 'one')]: scalar(1) }]) {
      const apart = singlesApart({ inputs: [x], outputs });
      expect(apart.graph.outputs).toEqual(outputs);
      expect(apart.results.size).toBe(0);
    }
  });
});
