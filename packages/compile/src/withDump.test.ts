import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { eager } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type StepGraph, withDump } from './withDump.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Runs a step twice and says what was written and noticed. */
async function dumped(step: Parameters<ReturnType<typeof eager>['program']>[0]) {
  const graphs: StepGraph[] = [];
  const notices: string[] = [];
  const write = async (graph: StepGraph) => void graphs.push(graph);
  const engine = withDump(eager({ backend: 'cpu' }), { write, notice: (text) => notices.push(text) });
  const program = await engine.program(step, []);
  const results = [];
  for (const x of [2, 3]) results.push((await program.run({ x }, { seed: 0, step: 0 })).y?.values[0]);
  program.dispose();
  return { graphs, notices, results };
}

describe('withDump', () => {
  it('writes the graph of the first step, once, and runs on', async () => {
    const { graphs, notices, results } = await dumped(({ x }) => ({ y: tf.square(x as tf.Tensor) }));
    expect(results).toEqual([4, 9]);
    expect(graphs).toHaveLength(1);
    expect(graphs[0]?.text).toContain('Mul');
    expect(notices).toEqual([]);
  });

  it('says why a step has no graph, once, and runs on', async () => {
    const { graphs, notices, results } = await dumped(({ x }) => ({
      y: tf.scalar(((x as tf.Tensor).dataSync()[0] as number) + 1),
    }));
    expect(results).toEqual([3, 4]);
    expect(graphs).toEqual([]);
    expect(notices).toEqual([expect.stringMatching(/^no graph was written: .*expected a step that reads no value/)]);
  });
});
