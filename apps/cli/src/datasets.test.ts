import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@latentkit/catalogue';
import { loadData } from '@latentkit/runs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

const { datasets } = catalogue();

it('takes a file from the web by its checksum, and keeps it', async () => {
  const text = 'x,y,label\n1,2,a\n3,4,b\n5,6,a\n';
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cache = mkdtempSync(join(tmpdir(), 'latentkit-cache-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    server.close();
    rmSync(cache, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/points.csv`;
  const address = `${url}#sha256=${createHash('sha256').update(text).digest('hex')}`;
  const data = await loadData(datasets, { data: address });
  expect(data).toMatchObject({ name: 'points', columns: ['x', 'y'], classes: ['a', 'b'] });
  expect(await loadData(datasets, { data: address })).toEqual(data);
  expect(asked).toBe(1);
  await expect(loadData(datasets, { data: url })).rejects.toThrow(
    `--data: expected an address that ends with #sha256= and the 64 digits of the file, received ${url}. Run`,
  );
});

it('takes what it knows by name and no property of every object', async () => {
  expect((await loadData(datasets, { data: 'moons', examples: 10 })).train.y.shape).toEqual([10, 2]);
  await expect(loadData(datasets, { data: 'constructor' })).rejects.toThrow('received constructor.');
});

it('lists every name, and what a path may be', async () => {
  const { stdout } = await latentkit('datasets');
  for (const name of Object.keys(datasets)) expect(stdout).toMatch(new RegExp(`^${name} `, 'm'));
  expect(stdout).toContain('Or --data <path> of a folder of IDX files');
});
