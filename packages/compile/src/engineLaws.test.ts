import { costs } from './lower/costs.ts';
import '@tensorflow/tfjs-backend-cpu';
import { engineLaws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { expect, it } from 'vitest';
import { compileWith, sessions, tensorRuntime } from './internal.ts';
import { addon } from './native/nodeRuntime.ts';
import { compile, compiled } from './node.ts';

engineLaws('compiled', { backend: 'cpu', make: () => compiled({ threads: 1 }) });
engineLaws('compiled, half a batch on each thread', { backend: 'cpu', make: () => compiled({ threads: 2 }) });

const runtime = tensorRuntime(addon());
const machine = { runtime, sessions: sessions(runtime), options: { threads: 1 }, costs: costs.avx2 };
engineLaws('compiled, by the addon', {
  backend: 'cpu',
  make: () => ({ name: 'addon', program: async (step, state) => compileWith(machine, step, { state }) }),
});

it('a state that is kept as its transpose is read, assigned and shared as it is', async () => {
  const [w, m] = [tf.variable(tf.randomUniform([5, 2], -1, 1, 'float32', 3)), tf.variable(tf.zeros([5, 2]))];
  const x = tf.tensor2d(
    Array.from({ length: 15 }, (_, i) => Math.cos(i)),
    [3, 5],
  );
  const step = () => {
    const { grads } = tf.variableGrads(() => tf.mean(tf.square(tf.matMul(x, w as tf.Tensor2D))) as tf.Scalar, [w]);
    m.assign(tf.add(tf.mul(m, 0.5), grads[w.name] as tf.Tensor));
    w.assign(tf.sub(w, m));
    return {};
  };
  const due = () => {
    step();
    return [...w.dataSync(), ...m.dataSync()];
  };
  const start = [w, m].map((variable) => tf.clone(variable as tf.Tensor));
  const expected = tf.tidy(() => [due(), due()]);
  start.forEach((tensor, i) => {
    ([w, m][i] as tf.Variable).assign(tensor);
  });
  const programs = [0, 1].map(() => compile(step, { state: [w, m], threads: 1 }));
  for (const [i, program] of programs.entries()) {
    await program.run({}, { seed: 0, step: i });
    [...w.dataSync(), ...m.dataSync()].forEach((value, k) => {
      expect(value).toBeCloseTo(expected[i]?.[k] as number, 5);
    });
  }
  for (const program of programs) program.dispose();
  tf.dispose([w, m, x, ...start]);
});

it('a variable that was disposed is refused by its name', async () => {
  const w = tf.variable(tf.scalar(1), true, 'forgotten');
  const program = compile(() => ({ y: tf.exp(w) }), { state: [w] });
  w.dispose();
  await expect(program.run({}, { seed: 0, step: 0 })).rejects.toThrow('received forgotten, which was disposed');
  program.dispose();
});
