import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseNpy } from '@latentkit/datasets';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

let work: string;
const at = (name: string) => join(work, name);

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-window-'));
  const rows = Array.from({ length: 200 }, (_, i) => `day ${i},${(2 * Math.sin(i / 3)).toFixed(3)},${Math.cos(i / 3)}`);
  await writeFile(at('table.csv'), `when,x,y\n${rows.join('\n')}\n`);
});

describe('latentkit window', () => {
  it('cuts a table into windows that a model is trained on and scores', async () => {
    const out = at('w.npy');
    expect(await latentkit('window', at('table.csv'), '--length', '16', '--stride', '4', '--out', out)).toEqual({
      stdout: `wrote ${out}: 47 windows of 16 steps, 2 columns: x, y\nwrote ${at('w.json')}\n`,
      stderr: 'left out, since they are no measured numbers: "when"\n',
      exitCode: 0,
    });
    expect(JSON.parse(await readFile(at('w.json'), 'utf8'))).toEqual({
      columns: ['x', 'y'],
      length: 16,
      stride: 4,
      windows: 47,
    });
    const { shape, values } = parseNpy(new Uint8Array(await readFile(out)), { file: out });
    expect([shape, values[16 * 2]]).toEqual([[47, 16, 2], Math.fround(Number((2 * Math.sin(4 / 3)).toFixed(3)))]);
    const small = ['--epochs', '1', '--hidden', '8', '--latent-size', '2', '--engine', 'cpu'];
    expect((await latentkit('train', 'autoencoder', '--data', out, ...small, '--out', at('run'))).exitCode).toBe(0);
    const scored = await latentkit('score', at('run'), '--data', out, '--engine', 'cpu', '--out', at('scores.csv'));
    expect(scored.stdout).toContain('47 rows of');
  });

  it.each([
    [['--length', '16'], 'q.csv', 'expected a readable file'],
    [['--length', '0'], 'table.csv', '--length: expected a whole number of at least 1, received 0.'],
    [['--length', '201'], 'table.csv', 'expected a whole number from 1 to 200'],
    [[], 'table.csv', 'window: expected --length <rows>, received nothing.'],
    [['--length', '16', '--out', 'w.csv'], 'table.csv', 'expected a name that ends in .npy, received .csv'],
  ])('refuses %j of %s in one line', async (flags, name, line) => {
    const { stderr, exitCode } = await latentkit('window', at(name), ...flags);
    expect([stderr.split('\n').length, exitCode]).toEqual([2, 2]);
    expect(stderr).toContain(line);
  });
});
