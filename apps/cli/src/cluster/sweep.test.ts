import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { latentkit } from '../../testing/latentkit.ts';

it('a sweep in memory that nobody would work on is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'latentkit-sweep-'));
  const path = join(folder, 'sweep.json');
  const parameters = { model: { value: 'vae' }, data: { value: 'spiral' }, beta: { min: 0.1, max: 2 } };
  await writeFile(path, JSON.stringify({ method: 'random', run_cap: 2, parameters }));
  const { exitCode, stderr } = await latentkit('sweep', path, '--workers', '0', '--out', join(folder, 'sweep'));
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^latentkit: --workers: expected at least 1, received 0\. .*\n$/);
});

it('a queue without workers is refused, in training', async () => {
  const { exitCode, stderr } = await latentkit('train', 'vae', '--data', 'spiral', '--queue', 'redis://localhost:1');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^latentkit: --queue: expected a number of workers too, received none\. .*\n$/);
});
