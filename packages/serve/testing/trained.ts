import '@tensorflow/tfjs-backend-cpu';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@latentkit/catalogue';
import { eager } from '@latentkit/core';
import { type OpenRun, openRun, type SpecInput, trainRun } from '@latentkit/runs';
import { setBackend } from '@tensorflow/tfjs-core';

export const known = catalogue();

/** A run of a few steps on tfjs's own cpu backend, opened. */
export async function trained(spec: SpecInput): Promise<OpenRun> {
  await setBackend('cpu');
  const folder = join(await mkdtemp(join(tmpdir(), 'latentkit-serve-')), 'run');
  const engine = eager({ backend: 'cpu' });
  const whole: SpecInput = { epochs: 1, batchSize: 16, ...spec };
  for await (const _ of trainRun({ spec: whole, catalogue: known, engine, folder }));
  return openRun(folder, { catalogue: known, engine });
}

/** A CSV file of people: two numbers and a category. */
export async function people(): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'latentkit-people-')), 'people.csv');
  const lines = Array.from({ length: 48 }, (_, i) => `${150 + i},${50 + ((7 * i) % 30)},${i % 2 ? 'red' : 'blue'}`);
  await writeFile(file, `height,weight,colour\n${lines.join('\n')}\n`);
  return file;
}
