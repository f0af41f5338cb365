import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeSite } from './writeSite.ts';

let work: string;
const bytes = (text: string) => new TextEncoder().encode(text);
const index = bytes('{"latentkit":"0.0.0","runs":["a"]}');
const site = new Map([
  ['index.html', bytes('page')],
  ['assets/page.js', bytes('export {};')],
  ['data/index.json', index],
  ['data/a/run.json', bytes('{}')],
]);

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-site-'));
});

describe('a site on the disk', () => {
  it('is written into a new folder and an empty one, and in the place of an earlier one', async () => {
    const path = join(work, 'deep', 'site');
    await writeSite(path, site);
    expect((await readdir(path, { recursive: true })).sort()).toEqual(
      ['assets', 'assets/page.js', 'data', 'data/a', 'data/a/run.json', 'data/index.json', 'index.html'].sort(),
    );
    await writeSite(path, new Map([...site].filter(([name]) => name !== 'data/a/run.json')));
    expect(await readdir(join(path, 'data'))).toEqual(['index.json']);
    await writeSite(work === path ? work : await mkdtemp(join(work, 'empty-')), site);
  });

  it('does not go where something else is', async () => {
    const refusal = (received: string) =>
      `--export ${work}: expected a new folder, an empty one, or one of an earlier site, received ${received}. Choose another --export.`;
    await writeFile(join(work, 'notes.txt'), 'mine');
    await expect(writeSite(work, site)).rejects.toThrow(refusal('one that holds notes.txt'));
    expect(await readdir(work)).toEqual(['notes.txt']);
    const other = join(work, 'other');
    await mkdir(join(other, 'data'), { recursive: true });
    await writeFile(join(other, 'data', 'index.json'), '[]');
    await expect(writeSite(other, site)).rejects.toThrow('received one that holds data.');
    await expect(writeSite(join(work, 'notes.txt'), site)).rejects.toThrow('received a file.');
    await expect(writeSite(join(work, 'notes.txt', 'site'), site)).rejects.toThrow('received a file.');
    await expect(writeSite('/proc/none/site', site)).rejects.toMatchObject({ code: 'FLAG' });
  });

  it('leaves no half of a site, and the earlier one whole, where a file cannot be written', async () => {
    const broken = new Map([...site, ['data/a/run.json/inside', bytes('no folder')]]);
    const path = join(work, 'site');
    await expect(writeSite(path, broken)).rejects.toMatchObject({ code: 'IO' });
    expect(await readdir(work)).toEqual([]);
    await writeSite(path, site);
    await expect(writeSite(path, broken)).rejects.toMatchObject({ code: 'IO' });
    expect((await readdir(path)).sort()).toEqual(['assets', 'data', 'index.html']);
    expect(await readFile(join(path, 'index.html'), 'utf8')).toBe('page');
  });
});
