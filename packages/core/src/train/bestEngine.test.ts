import '@tensorflow/tfjs-backend-cpu';
import { compiledCandidate, resolveEngine } from '@latentkit/core/node';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { table } from '../data/table.ts';
import { eager } from '../engine/eager.ts';
import type { Engine } from '../engine/engine.ts';
import type { Model } from '../model.ts';
import type { Objective } from '../objective.ts';
import { adam } from '../optimizers/adam.ts';
import type { TrainEvent } from './events.ts';
import { train } from './train.ts';

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
});

const data = {
  y: table(
    Float32Array.from({ length: 24 }, (_, i) => Math.sin(i)),
    [12, 2],
  ),
};

/** E(y) = Σ (y − w)² of w = 0, through a network or not. */
function location(through: (y: tf.Tensor) => tf.Tensor = (y) => y) {
  const w = tf.tidy(() => tf.variable(tf.zeros([2])));
  const model: Model = { variables: { w }, dispose: () => w.dispose() };
  const objective: Objective<Model, 'cost'> = {
    weights: { cost: 1 },
    terms: (_, { y }) => ({ cost: tf.sum(tf.square(tf.sub(through(y), w)), 1) as tf.Tensor1D }),
  };
  return { model, objective, w };
}

async function run(system: ReturnType<typeof location>, engine?: Engine) {
  const events: TrainEvent[] = [];
  const options = { ...system, data, optimizer: adam(), learningRate: 0.1, epochs: 2, batchSize: 4 };
  for await (const event of train({ ...options, ...(engine && { engine }) })) events.push(event);
  return { events, w: [...system.w.dataSync()] };
}

const textsOf = (events: readonly TrainEvent[]) =>
  events.flatMap((event) => (event.kind === 'notice' ? event.text : []));

describe('train without an engine', () => {
  it('takes the compiled one, and learns what the eager one learns', async () => {
    const { report } = await resolveEngine();
    expect(report.find(({ chosen }) => chosen)?.name).toBe('compiled');
    const [best, sure] = [await run(location()), await run(location(), eager({ backend: 'cpu' }))];
    expect(textsOf(best.events).filter((text) => !text.startsWith('compiled, but slower'))).toEqual([]);
    expect(best.w).toEqual(sure.w.map((value) => expect.closeTo(value, 5)));
  });

  it('trains what cannot be traced on an eager one, says so once, and gives it the state', async () => {
    const compiled = await compiledCandidate().load();
    // tfjs's dropout draws by itself, which a trace finds.
    const dropout = sequential({ layers: [layers.dropout({ rate: 0.5, inputShape: [2] })] });
    const through = (y: tf.Tensor) => dropout.apply(y, { training: true }) as tf.Tensor;
    for (const engine of [undefined, compiled]) {
      const { events, w } = await run(location(through), engine);
      expect(textsOf(events).filter((text) => /^not compiled, \S+ runs this step instead: /.test(text))).toHaveLength(
        1,
      );
      expect(events.filter(({ kind }) => kind === 'step')).toHaveLength(6);
      expect(w.every((value) => value !== 0)).toBe(true);
    }
  });

  it('hands weights and moments over as they are when an engine gives up in the middle', async () => {
    const { expected } = await import('@latentkit/errors');
    const refusal = expected({ where: 'a', expected: 'b', received: 'c', todo: 'D.', code: 'TRACE_KERNEL' });
    const cpu = eager({ backend: 'cpu' });
    const program: Engine['program'] = async (...args) => {
      const all = await cpu.program(...args);
      return { ...all, run: (inputs, at) => (at.step < 3 ? all.run(inputs, at) : Promise.reject(refusal)) };
    };
    const [broken, whole] = [
      await run(location(), { name: 'half', program }),
      await run(location(), (await resolveEngine({ prefer: 'wasm' })).engine),
    ];
    expect(textsOf(broken.events)).toHaveLength(1);
    expect(broken.w).toEqual(whole.w.map((value) => expect.closeTo(value, 6)));
  });
});
