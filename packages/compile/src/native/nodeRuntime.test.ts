import '@tensorflow/tfjs-backend-cpu';
import type { StepFunction } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileWith, sessions } from '../internal.ts';
import { costs } from '../lower/costs.ts';
import type { Runtime } from '../run/runtime.ts';
import { denseAutoencoder, variational } from '../testing/jobs.ts';
import { libraryFile } from './libraryFile.ts';
import { nodeRuntime } from './nodeRuntime.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const refuse = () => {
  throw new Error("Cannot find module 'koffi'.\nRequire stack:\n- /some/file.js");
};

async function trained(runtime: Runtime, make = () => variational([24, 16], 4, { pixels: 30, batch: 16 })) {
  const [job, loaded] = [make(), sessions(runtime)];
  const program = compileWith({ runtime, sessions: loaded, options: { threads: 1 }, costs: costs.avx2 }, job.step, {
    state: job.state,
  });
  for (let step = 0; step < 5; step++) {
    const rows = Int32Array.from({ length: job.batch }, (_, i) => (i * 7 + step) % (job.data.shape[0] as number));
    await program.run({ y: { table: job.data, rows }, learningRate: 1e-2 }, { seed: 3, step });
  }
  await program.read();
  program.dispose();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(loaded.count()).toBe(0);
  return job.state.map((variable) => variable.dataSync().slice());
}

describe('ONNX Runtime in Node', () => {
  it('is reached through its C library, and without koffi through the addon, which says why', () => {
    expect(nodeRuntime()).toMatchObject({ binding: 'direct', runtime: { shares: true } });
    expect(nodeRuntime().reason).toBeUndefined();
    expect(nodeRuntime(refuse)).toMatchObject({
      binding: 'addon',
      reason: "addon, not direct: Cannot find module 'koffi'",
      runtime: { shares: false },
    });
  });

  it('is the same bit for bit either way', async () => {
    expect(await trained(nodeRuntime(refuse).runtime)).toEqual(await trained(nodeRuntime().runtime));
  });

  it.each([
    ['direct', nodeRuntime],
    ['addon', () => nodeRuntime(refuse)],
  ])('%s: an error of a graph and of a run is one line, and the next run works', async (_, open) => {
    const { runtime } = open();
    await expect(runtime.load(Uint8Array.of(1, 2, 3), {})).rejects.toThrow(/protobuf|parse/i);
    const step: StepFunction = ({ at }) => ({ y: tf.gather(tf.range(0, 9), tf.cast(at as tf.Tensor, 'int32')) });
    const machine = { runtime, sessions: sessions(runtime), options: { threads: 1 }, costs: costs.avx2 };
    const program = compileWith(machine, step, { state: [] });
    const run = (at: number) => program.run({ at }, { seed: 1, step: 0 });
    const error = await run(1e6).catch((each: Error) => each);
    expect((error as Error).message).toMatch(
      /^compiled step: expected a run, received .*indices element out of data bounds.*\. Check the/,
    );
    expect((error as Error).message).not.toContain('\n');
    expect((await run(8)).y?.values[0]).toBe(8);
    program.dispose();
  });

  it('refuses a table whose array was handed to another thread', async () => {
    const { runtime } = nodeRuntime();
    const { data, step, state } = denseAutoencoder([20, 8, 2], 4);
    const program = compileWith(
      { runtime, sessions: sessions(runtime), options: { threads: 1 }, costs: costs.avx2 },
      step,
      { state },
    );
    const run = () =>
      program.run({ y: { table: data, rows: Int32Array.of(0) }, learningRate: 0 }, { seed: 1, step: 0 });
    await run();
    const moved = structuredClone(data.values, { transfer: [data.values.buffer as ArrayBuffer] });
    await expect(run()).rejects.toThrow(
      `program.run, y: expected a table of ${moved.length} values, shape [${data.shape}], received 0 values. Keep the array of a table as it is, and transfer a copy.`,
    );
    program.dispose();
  });

  it('brings no library for a machine that it does not know', () => {
    expect(() => libraryFile('aix', 'ppc')).toThrow('onnxruntime-node brings no library for aix ppc');
    expect(libraryFile('win32', 'x64')).toMatch(/onnxruntime\.dll$/);
    expect(libraryFile('darwin', 'arm64')).toMatch(/libonnxruntime\.1\.dylib$/);
    expect(libraryFile('linux', 'arm64')).toMatch(/libonnxruntime\.so\.1$/);
  });
});
