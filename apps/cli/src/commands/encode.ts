import type { FullCatalogue } from '@latentkit/catalogue';
import { Command } from 'commander';
import { folderOf, partsOf, type ShardFlags, withShards } from '../bulk/shardFlags.ts';
import { type BulkFlags, bulkWork } from '../bulk/work.ts';
import { closing, tableEndings, writeFileOf, writeParts } from '../bulk/writeBulk.ts';
import type { RowsFlags } from './opened.ts';
import { withRows, withRun } from './runArguments.ts';
import { checkEnding } from './writeOut.ts';

export function encodeCommand(catalogue: FullCatalogue): Command {
  const command = new Command('encode');
  return withShards(withRows(withRun(command)))
    .option(
      '--out <file>',
      'file to write: .csv or .parquet with row, z0, z1, … and the class if there is one, or .npy with the codes only; with --shards, a folder (default: codes.csv, or codes)',
    )
    .action(async (path: string, { out, ...given }: RowsFlags & ShardFlags & { out?: string }) => {
      const { parts, rest: flags } = partsOf(given);
      const target = parts ? folderOf(out ?? 'codes', parts) : (out ?? 'codes.csv');
      if (!parts) checkEnding(target, tableEndings);
      const work = await bulkWork.encode(path, flags as BulkFlags, catalogue);
      const asked = { command: 'encode', run: path, flags, catalogue } as const;
      await closing(work, () => (parts ? writeParts(work, target, { ...asked, parts }) : writeFileOf(work, target)));
    });
}
