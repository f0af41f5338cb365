import type { FullCatalogue } from '@latentkit/catalogue';
import type { Table } from '@latentkit/core';
import { reconstructionsFigure } from '@latentkit/report';
import { type OpenRun, picked, reconstructed } from '@latentkit/runs';
import { type Column, csv } from '@latentkit/viz';
import { Command } from 'commander';
import { checkOut, isTable, observationColumns, outHelp, outOf } from './observations.ts';
import { openedOn, type RowsFlags } from './opened.ts';
import { wholeNumbers, withRows, withRun } from './runArguments.ts';
import { writeOut, writePicture } from './writeOut.ts';

interface Flags extends RowsFlags {
  readonly rows?: string;
  readonly out?: string;
}

export function reconstructCommand(catalogue: FullCatalogue): Command {
  const command = new Command('reconstruct');
  return withRows(withRun(command))
    .option('--rows <n,n,…>', 'which examples of the split, counted from 0 (default: the first ten)')
    .option('--out <file>', outHelp('reconstructions'))
    .action(async (path: string, { rows, out, ...flags }: Flags) => {
      checkOut(out);
      const { run, used } = await openedOn(path, flags, catalogue);
      const { model, engine } = run;
      const target = outOf(run, out, 'reconstructions');
      const images = used.y;
      const count = images.shape[0] as number;
      const chosen =
        rows === undefined
          ? Array.from({ length: Math.min(10, count) }, (_, row) => row)
          : wholeNumbers('--rows', rows, { below: count });
      if (isTable(target)) return writeOut(target, csv(await besideEachOther(run, images, chosen)));
      const figure = await reconstructionsFigure(chosen, { engine, model, images });
      model.dispose();
      await writePicture(target, figure.svg({ theme: 'light' }));
    });
}

/** The row, each number of it, and what the model makes of it. */
async function besideEachOther(run: OpenRun, source: Table, rows: readonly number[]): Promise<Column[]> {
  const y = picked(source, rows);
  const made = await reconstructed(run, y);
  run.model.dispose();
  return [
    { name: 'row', values: rows },
    ...observationColumns(run, y),
    ...observationColumns(run, made, '_reconstruction'),
  ];
}
