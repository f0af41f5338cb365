import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ioError, syncFolder, toDisk, writeDurably } from '@latentkit/core/internal/node';
import { expected } from '@latentkit/errors';
import { makeInnerFolder } from '../folder/makeFolder.ts';
import { type Bulk, blocksOf } from './bulk.ts';
import { partName, type Shard, shardRows } from './shards.ts';
import { type BulkFormat, writers } from './writer.ts';

/** What the parts of a folder are parts of: all that decides what is in them. */
export type PartsOf = Readonly<Record<string, string | number | boolean | null>>;

const manifest = 'parts.json';

/**
 * Take a folder for the parts of one work: a new one, or one that holds parts of the same.
 *
 * @throws RUN where it holds parts of another, naming what differs
 */
export async function partsFolder(folder: string, of: PartsOf): Promise<void> {
  await makeInnerFolder(folder);
  const path = join(folder, manifest);
  const read = () => readFile(path, 'utf8').catch(() => undefined);
  const there = await read();
  if (there === undefined) {
    // Processes that begin at once each write one, and the last counts.
    const own = join(folder, `attempt-${randomUUID().slice(0, 8)}-${manifest}`);
    await writeDurably(own, `${JSON.stringify(of, null, 2)}\n`);
    await rename(own, path).catch((cause) => {
      throw ioError(path, cause, 'a file that can be written');
    });
  }
  const before = recordOf((await read()) ?? '');
  const key = [...new Set([...Object.keys(before), ...Object.keys(of)])].find((name) => before[name] !== of[name]);
  if (key === undefined) return;
  throw expected({
    where: `--out ${folder}`,
    expected: `a new folder, or parts with ${key} ${of[key] ?? 'none'}`,
    received: `parts with ${key} ${before[key] ?? 'none'}`,
    todo: 'Choose another --out.',
    code: 'RUN',
  });
}

export const partPath = (folder: string, shard: Shard, format: BulkFormat): string =>
  join(folder, `${partName(shard)}.${format}`);

/** Whether a part is there: then it is whole. */
export const hasPart = (folder: string, shard: Shard, format: BulkFormat): Promise<boolean> =>
  stat(partPath(folder, shard, format)).then(
    (found) => found.isFile(),
    () => false,
  );

/**
 * Write one part: under the name of an attempt, then on the disk, then by its own name. A process that is killed leaves an attempt, which the next one removes.
 *
 * @returns its path and its rows
 */
export async function writePart(
  bulk: Bulk,
  { folder, shard, format }: { folder: string; shard: Shard; format: BulkFormat },
): Promise<{ readonly path: string; readonly rows: number }> {
  const span = shardRows(bulk.count, shard);
  const name = `${partName(shard)}.${format}`;
  const attempt = `attempt-${randomUUID().slice(0, 8)}-${name}`;
  const path = join(folder, name);
  const rows = await writeBlocks(bulk, { path: join(folder, attempt), span, format });
  // Another process may have written it meanwhile and removed this attempt: its bytes are the same.
  await rename(join(folder, attempt), path).catch(async (cause) => {
    if (cause.code !== 'ENOENT' || !(await hasPart(folder, shard, format)))
      throw ioError(path, cause, 'a file that can be written');
  });
  await syncFolder(folder);
  for (const other of await readdir(folder))
    if (/^attempt-\w+-/.test(other) && other.endsWith(`-${name}`)) await rm(join(folder, other), { force: true });
  return { path, rows };
}

/** Write what comes of some rows into a file, as they come. @returns how many */
export async function writeBlocks(
  bulk: Bulk,
  { path, span, format }: { path: string; span: { from: number; to: number }; format: BulkFormat },
): Promise<number> {
  const refused = (cause: unknown) => ioError(path, cause as NodeJS.ErrnoException, 'a file that can be written');
  const file = await open(path, 'w').catch((cause) => {
    throw refused(cause);
  });
  try {
    const writer = writers[format](file, span.to - span.from);
    let rows = 0;
    for await (const block of blocksOf(bulk, span)) {
      await writer.write(block).catch((cause) => {
        throw refused(cause);
      });
      rows += block.rows;
    }
    await writer.end().catch((cause) => {
      throw refused(cause);
    });
    // A pipe has nothing to be made safe.
    await toDisk(file).catch(() => {});
    return rows;
  } finally {
    await file.close();
  }
}

function recordOf(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
