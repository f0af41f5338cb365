import { join } from 'node:path';
import type { FullCatalogue } from '@latentkit/catalogue';
import type { JobHandler } from '@latentkit/cluster';
import { expected } from '@latentkit/errors';
import { partName, shardRows } from '@latentkit/runs';
import { bulkFormats, writeBlocks } from '@latentkit/runs/internal';
import { z } from 'zod';
import { type BulkWork, identityOf } from './identityOf.ts';
import { type BulkFlags, bulkWork } from './work.ts';

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What the job of a part takes: the names of things, as the command was told them. */
const shardWork = z.strictObject({
  command: z.enum(Object.keys(bulkWork) as [keyof typeof bulkWork]),
  run: z.string(),
  flags: z.record(z.string(), plain),
  shard: z.int().min(0),
  shards: z.int().positive(),
  format: z.enum(bulkFormats),
  /** What the parts are parts of: the weights, the engine and all else that decides their bits. */
  of: z.record(z.string(), plain),
});

/** The handler of parts of rows: run, data and engine stay in the process for its next part. */
export function shardHandler(catalogue: FullCatalogue): JobHandler {
  let held: { readonly key: string; readonly work: BulkWork } | undefined;

  return async ({ data, attempt }) => {
    const { command, run, flags, shard, shards, format, of } = shardWork.parse(data.work);
    const key = JSON.stringify([command, run, flags, of]);
    if (held?.key !== key) {
      await held?.work.bulk.close();
      held?.work.run.model.dispose();
      held = undefined;
      held = { key, work: await bulkWork[command](run, flags as BulkFlags, catalogue) };
      await checkSame(held.work, { shards, format }, of).catch((error) => {
        held = undefined;
        throw error;
      });
    }
    const { bulk } = held.work;
    const span = shardRows(bulk.count, { shard, shards });
    const path = join(attempt, `${partName({ shard, shards })}.${format}`);
    return { rows: await writeBlocks(bulk, { path, span, format }) };
  };
}

/** That this machine would write the bits that are asked for. @throws DATA naming what differs */
async function checkSame(
  work: BulkWork,
  parts: Parameters<typeof identityOf>[1],
  of: Readonly<Record<string, unknown>>,
): Promise<void> {
  const here = await identityOf(work, parts);
  const key = [...new Set([...Object.keys(here), ...Object.keys(of)])].find((name) => here[name] !== of[name]);
  if (key === undefined) return;
  throw expected({
    where: `worker, ${key}`,
    expected: String(of[key]),
    received: String(here[key]),
    todo: 'Use one version, one engine and the same files on all machines.',
    code: 'DATA',
  });
}
