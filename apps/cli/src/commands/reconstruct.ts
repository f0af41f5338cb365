import type { FullCatalogue } from '@latentkit/catalogue';
import { reconstructionsFigure } from '@latentkit/report';
import { bulkReconstructions, exampleKind, picked } from '@latentkit/runs';
import { inMemory } from '@latentkit/runs/internal';
import { Command } from 'commander';
import { folderOf, partsOf, refuse, type ShardFlags, withShards } from '../bulk/shardFlags.ts';
import { bulkWork } from '../bulk/work.ts';
import { closing, writeFileOf, writeParts } from '../bulk/writeBulk.ts';
import { checkOut, isTable, outHelp, outOf } from './observations.ts';
import { openedOn, type RowsFlags } from './opened.ts';
import { wholeNumbers, withRows, withRun } from './runArguments.ts';
import { writePicture } from './writeOut.ts';

interface Flags extends RowsFlags, ShardFlags {
  readonly rows?: string;
  readonly out?: string;
}

export function reconstructCommand(catalogue: FullCatalogue): Command {
  const command = new Command('reconstruct');
  return withShards(withRows(withRun(command)))
    .option(
      '--rows <n,n,…>',
      'rows of the split to reconstruct, counted from 0, or `all` (default: the first ten; all with --shards)',
    )
    .option('--out <file>', outHelp('reconstructions'))
    .action(async (path: string, { rows, out, ...given }: Flags) => {
      const { parts, rest: flags } = partsOf(given);
      if (parts) {
        if (rows !== undefined) throw refuse('--rows', 'all rows with --shards', rows, 'Leave it out.');
        const work = await bulkWork.reconstruct(path, flags, catalogue);
        const asked = { command: 'reconstruct', run: path, flags, catalogue, parts } as const;
        return closing(work, () => writeParts(work, folderOf(out ?? 'reconstructions', parts), asked));
      }
      checkOut(out);
      if (rows === 'all') {
        if (out === undefined || !isTable(out))
          throw refuse('--rows all', 'a table in --out', out ?? 'none', 'Name a .csv, .parquet or .npy file.');
        const work = await bulkWork.reconstruct(path, flags, catalogue);
        return closing(work, () => writeFileOf(work, out));
      }
      const { run, used } = await openedOn(path, flags, catalogue);
      const { model, engine } = run;
      const target = outOf(run, out, 'reconstructions');
      const count = used.y.shape[0] as number;
      const chosen =
        rows === undefined
          ? Array.from({ length: Math.min(10, count) }, (_, row) => row)
          : wholeNumbers('--rows', rows, { below: count });
      if (isTable(target)) {
        const some = inMemory({ y: picked(used.y, chosen), rows: Int32Array.from(chosen), notes: [] });
        const work = { run, bulk: await bulkReconstructions(run, some) };
        return closing(work, () => writeFileOf(work, target));
      }
      const figure = await reconstructionsFigure(chosen, {
        engine,
        model,
        images: used.y,
        kind: exampleKind(run.trainedOn),
      });
      model.dispose();
      await writePicture(target, figure.svg({ theme: 'light' }));
    });
}
