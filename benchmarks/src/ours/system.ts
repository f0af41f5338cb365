import { type Engine, type HostArray, type Program, table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { modelOf, ofImages, stepOf } from '../model/training.ts';
import type { LoadedPlan } from '../plan/loadedPlan.ts';

/** A job on an engine, as every system of the benchmark has it. */
export interface System {
  /** One step from the indices of a batch to the new weights; its loss. */
  step(rows: Int32Array): Promise<number>;
  /** The same from the first weights on. */
  fresh(): Promise<System>;
  dispose(): void;
  /** The weights as they are now, by name. */
  weights(): Promise<ReadonlyMap<string, Float32Array>>;
  /** The codes of these images, on the host. */
  encode(rows: Int32Array): Promise<HostArray>;
  /** The images of these codes, on the host. */
  decode(codes: HostArray): Promise<HostArray>;
}

export async function system(plan: LoadedPlan, engine: Engine): Promise<System> {
  const { job, y, seed } = plan;
  const model = modelOf(job, seed);
  for (const [name, variable] of Object.entries(model.variables)) {
    const start = tf.tensor(plan.values.get(name) as Float32Array, variable.shape);
    variable.assign(start);
    start.dispose();
  }
  const { step, state } = stepOf(job, model);
  const training = await engine.program(step, state);
  const { learningRate } = job.optimizer;
  let done = 0;
  const weights = Object.values(model.variables);
  /** Programs that read the weights as they are at the first call. */
  const inference = once(async () => {
    const images = ofImages(model);
    await training.read();
    return {
      encoding: await engine.program((inputs) => ({ out: images.encode(inputs.y as tf.Tensor, still).code }), weights),
      decoding: await engine.program((inputs) => ({ out: images.decode(inputs.z as tf.Tensor, still) }), weights),
    };
  });
  const out = async (program: Program, inputs: Parameters<Program['run']>[0]) =>
    (await program.run(inputs, { seed, step: 0 })).out as HostArray;
  return {
    async step(rows) {
      const { loss } = await training.run({ y: { table: y, rows }, learningRate }, { seed, step: done++ });
      return loss?.values[0] as number;
    },
    fresh: () => system(plan, engine),
    dispose() {
      training.dispose();
      for (const variable of state) variable.dispose();
    },
    async weights() {
      await training.read();
      const arrays = Object.entries(model.variables).map(([name, variable]) => [name, variable.dataSync().slice()]);
      return new Map(arrays as [string, Float32Array][]);
    },
    encode: async (rows) => out((await inference()).encoding, { y: { table: y, rows } }),
    async decode({ values, shape }) {
      const rows = Int32Array.from({ length: shape[0] as number }, (_, i) => i);
      return out((await inference()).decoding, { z: { table: table(values, shape), rows } });
    },
  };
}

const still = { training: false } as const;

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
