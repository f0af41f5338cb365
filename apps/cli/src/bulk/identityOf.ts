import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bulk, type OpenRun, ownVersion, type PartsOf } from '@latentkit/runs';
import type { Shards } from './shardFlags.ts';

/** Work on many rows, and what decides its result beside the run and the engine. */
export interface BulkWork {
  readonly run: OpenRun;
  readonly bulk: Bulk;
  readonly of: PartsOf;
}

/** All that decides the bits of the parts: they must not be mixed with others. */
export async function identityOf(
  { run, bulk, of }: BulkWork,
  { shards, format }: Pick<Shards, 'shards' | 'format'>,
): Promise<PartsOf> {
  const weights = await readFile(join(run.path, 'model', 'weights.safetensors'));
  return {
    ...of,
    model: createHash('sha256').update(weights).digest('hex'),
    engine: run.engine.name,
    latentkit: ownVersion(),
    rows: bulk.count,
    shards,
    format,
  };
}
