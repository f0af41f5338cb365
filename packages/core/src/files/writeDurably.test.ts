import files from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeDurably } from './writeDurably.ts';

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'latentkit-durably-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

/** Notes every call that changes the disk; the one numbered `failing`, from 1, fails with `code`. */
function watchDisk({ failing = 0, code = 'EIO' } = {}): string[] {
  const calls: string[] = [];
  const real = { open: fs.open, rename: fs.rename };
  const step = async <T>(name: string, call: () => Promise<T>): Promise<T> => {
    calls.push(name);
    if (calls.length === failing) throw Object.assign(new Error(`${code}: made up`), { code });
    return call();
  };
  vi.spyOn(fs, 'rename').mockImplementation((...args) => step('rename', () => real.rename(...args)));
  const kinds = new Map<number, string>();
  const { fsync } = files;
  vi.spyOn(files, 'fsync').mockImplementation((fd, done) => {
    const real = () => new Promise<void>((ok, fail) => fsync(fd, (error) => (error ? fail(error) : ok())));
    step(`sync ${kinds.get(fd)}`, real).then(() => done(null), done);
  });
  vi.spyOn(fs, 'open').mockImplementation(async (...args) => {
    const kind = args[1] === 'r' ? 'folder' : 'file';
    const file = await step(`open ${kind}`, () => real.open(...args));
    const { writeFile, close } = file;
    kinds.set(file.fd, kind);
    file.writeFile = (...written) => step('write', () => writeFile.apply(file, written));
    // A failing close has closed the file all the same.
    file.close = async () => {
      await close.call(file);
      await step(`close ${kind}`, async () => {});
    };
    return file;
  });
  syncBuiltinESMExports();
  return calls;
}

const order = ['open file', 'write', 'sync file', 'close file', 'rename', 'open folder', 'sync folder', 'close folder'];

describe('writeDurably', () => {
  it('puts bytes on the disk before the name, and the name before it returns', async () => {
    const calls = watchDisk();
    await writeDurably(join(folder, 'a'), 'new');
    expect(calls).toEqual(order);
    expect(await fs.readFile(join(folder, 'a'), 'utf8')).toBe('new');
  });

  it.each(order.map((name, i) => [name, i + 1] as const))(
    'leaves one whole file and nothing else where %s fails',
    async (name, failing) => {
      const path = join(folder, 'a');
      await writeDurably(path, 'old');
      watchDisk({ failing });
      await expect(writeDurably(path, 'new')).rejects.toThrow(
        `${path}: expected a file that can be written, received EIO: made up. Check the disk and run again.`,
      );
      expect(await fs.readdir(folder)).toEqual(['a']);
      expect(await fs.readFile(path, 'utf8')).toBe(/folder/.test(name) ? 'new' : 'old');
    },
  );

  it('says what to do about a full disk', async () => {
    watchDisk({ failing: 2, code: 'ENOSPC' });
    await expect(writeDurably(join(folder, 'a'), 'new')).rejects.toMatchObject({
      code: 'IO',
      message: expect.stringContaining('Free some space on that disk and run again.'),
    });
  });

  it('overwrites what a killed process left, and follows no link', async () => {
    const outside = join(folder, 'outside');
    await fs.writeFile(outside, 'kept');
    await fs.symlink(outside, join(folder, 'a'));
    await fs.symlink(outside, join(folder, 'a.partial'));
    await writeDurably(join(folder, 'a'), 'new');
    expect(await fs.readFile(outside, 'utf8')).toBe('kept');
    expect((await fs.lstat(join(folder, 'a'))).isFile()).toBe(true);
    expect((await fs.readdir(folder)).sort()).toEqual(['a', 'outside']);
  });
});
