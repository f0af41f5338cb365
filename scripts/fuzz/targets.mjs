import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as files from './files.mjs';
import { config, heldOut, plan, ranges, run, source, streamed } from './readers.mjs';

/**
 * A parser and files that it takes. What it does with any others must be an error of ours.
 * @typedef {object} Target
 * @property {string} name
 * @property {readonly Uint8Array[]} files
 * @property {(bytes: Uint8Array) => unknown} parse
 * @property {boolean} [native] it hands over to code that allocates by itself, and minds a replaced `Uint8Array`: only the process's memory is looked at
 */

/**
 * Every parser of a file that comes from somewhere else. Those that read a path get one in a folder of their own.
 * @returns {Promise<{ targets: Target[], isOurs: (error: unknown) => boolean, close: () => void }>}
 */
export async function makeTargets() {
  const core = await source('packages/core/src/index.ts');
  const data = await source('packages/datasets/src/index.ts');
  const { isLatentKitError } = await source('packages/errors/src/index.ts');
  const node = await source('packages/datasets/src/node.ts');
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-fuzz-'));
  /** @param {string} name @param {(path: string) => unknown} read */
  const onDisk = (name, read) => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    return (/** @type {Uint8Array} */ bytes) => {
      writeFileSync(path, bytes);
      return read(path);
    };
  };
  const points = join(folder, 'points.npy');
  writeFileSync(points, files.npy('|u1', '(6, 3)', files.ramp(18)));
  const targets = [
    {
      name: 'safetensors',
      files: files.safetensors(core),
      parse: (/** @type {Uint8Array} */ bytes) => core.decodeSafetensors(bytes),
    },
    {
      name: 'idx',
      files: files.idx(),
      parse: (/** @type {Uint8Array} */ bytes) => data.idxSplit({ images: { file: 'a', bytes } }),
    },
    {
      name: 'npy',
      files: files.golden('.npy'),
      parse: (/** @type {Uint8Array} */ bytes) => data.parseNpy(bytes, { file: 'a' }),
    },
    { name: 'npz', files: files.golden('.npz'), parse: onDisk('a.npz', node.npzFile) },
    { name: 'csv', files: files.csv(), parse: onDisk('a.csv', (path) => node.csvFile(path, { missing: 'mean' })) },
    { name: 'json-lines', files: files.jsonLines(), parse: onDisk('a.jsonl', node.fromPath) },
    {
      name: 'path',
      files: [
        ...files.golden('.npy'),
        ...files.golden('.npz'),
        ...files.idx(),
        ...files.csv(),
        ...files.jsonLines().map((file) => new Uint8Array(gzipSync(file))),
      ],
      parse: onDisk('a.txt', node.fromPath),
    },
    { name: 'parquet', native: true, files: files.golden('.parquet'), parse: onDisk('a.parquet', node.parquetFile) },
    {
      name: 'images',
      native: true,
      files: await files.images(folder),
      parse: onDisk('images/a/a.png', () =>
        node.imageFolder(join(folder, 'images'), { imageSize: [8, 8], channels: 3, test: 1 }),
      ),
    },
    {
      name: 'new-rows',
      files: [...files.tables(), ...files.tables().map((file) => new Uint8Array(gzipSync(file)))],
      parse: onDisk('new.csv', async (path) =>
        data.applyPlan(plan, await node.readTable(path), { missing: 'mean', unknown: 'keep' }),
      ),
    },
    {
      name: 'labels',
      files: files.words(),
      parse: onDisk('labels.npy', (labels) => node.npyFile(points, { labels })),
    },
    // These hold pieces of fixed size, whatever is in the file.
    {
      name: 'ranges',
      native: true,
      files: [...files.tables(), ...files.golden('.npy')],
      parse: onDisk('r.csv', ranges(node)),
    },
    {
      name: 'large-table',
      native: true,
      files: [...files.csv(), ...files.tables()],
      parse: onDisk('large.csv', async (path) => {
        const found = await node.streamedTable(path, { folder, size: 64, missing: 'mean' });
        await found.close();
      }),
    },
    {
      name: 'windows',
      native: true,
      files: [...files.csv(), ...files.tables()],
      parse: onDisk('steps.csv', (path) => node.windowFile(path, { out: join(folder, 'w.npy'), length: 2, stride: 1 })),
    },
    { name: 'streamed-rows', native: true, files: files.rows(), parse: onDisk('rows.npy', streamed(node)) },
    {
      name: 'held-out',
      files: files.energies(),
      parse: onDisk('held/held-out.json', await heldOut(join(folder, 'held'))),
    },
    { name: 'config', files: files.configs(), parse: onDisk('a.yaml', await config()) },
    {
      name: 'run',
      files: files.records(),
      parse: onDisk('run/run.json', await run(join(folder, 'run'))),
    },
  ];
  return { targets, isOurs: isLatentKitError, close: () => rmSync(folder, { recursive: true, force: true }) };
}
