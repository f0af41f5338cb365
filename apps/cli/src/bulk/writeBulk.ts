import { dirname, extname } from 'node:path';
import type { FullCatalogue } from '@latentkit/catalogue';
import { counted, isLatentKitError } from '@latentkit/errors';
import { type BulkFormat, partsFolder, writePart } from '@latentkit/runs';
import { bulkFormats, hasPart, makeFolder, partPath, writeBlocks } from '@latentkit/runs/internal';
import { notWritten } from '../commands/writeOut.ts';
import type { Asked } from './asked.ts';
import { type BulkWork, identityOf } from './identityOf.ts';
import type { Shards } from './shardFlags.ts';

/** The endings of files that rows are written into. */
export const tableEndings = bulkFormats.map((name) => `.${name}`);

/** Do it, and give back what the work holds. */
export async function closing({ run, bulk }: Pick<BulkWork, 'run' | 'bulk'>, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await bulk.close();
    run.model.dispose();
  }
}

/** Write all rows into one file, by its ending, and say so. */
export async function writeFileOf({ bulk }: Pick<BulkWork, 'bulk'>, out: string): Promise<void> {
  const format = extname(out).slice(1) as BulkFormat;
  try {
    await makeFolder(dirname(out)).catch((cause) => {
      throw notWritten(out, cause);
    });
    await writeBlocks(bulk, { path: out, span: { from: 0, to: bulk.count }, format });
  } catch (error) {
    throw isLatentKitError(error) && error.code === 'IO' ? notWritten(out, error.cause) : error;
  }
  process.stdout.write(`wrote ${out}\n`);
}

/** Write the parts that are wanted and not there yet, here or by workers, and say so. */
export async function writeParts(
  work: BulkWork,
  folder: string,
  { parts, ...asked }: Asked & { readonly parts: Shards; readonly catalogue: FullCatalogue },
): Promise<void> {
  const { shards, shard, format, sharing } = parts;
  if (sharing) return (await import('./queuedParts.ts')).queuedParts(work, folder, { ...asked, parts, sharing });
  await partsFolder(folder, await identityOf(work, { shards, format }));
  const wanted = shard === undefined ? Array.from({ length: shards }, (_, i) => i) : [shard];
  for (const index of wanted) {
    const part = { shard: index, shards };
    if (await hasPart(folder, part, format)) {
      process.stdout.write(`${partPath(folder, part, format)} is there\n`);
      continue;
    }
    const { path, rows } = await writePart(work.bulk, { folder, shard: part, format });
    process.stdout.write(`wrote ${path}: ${counted(rows, 'row')}\n`);
  }
}
