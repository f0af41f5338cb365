import { dirname } from 'node:path';
import { windowFile } from '@latentkit/datasets/node';
import { counted } from '@latentkit/errors';
import { flagOf, makeFolder } from '@latentkit/runs/internal';
import { Command } from 'commander';
import { wholeNumber } from './runArguments.ts';
import { checkEnding, writeOut } from './writeOut.ts';

interface Flags {
  readonly length: string;
  readonly stride?: string;
  readonly leaveOut?: string;
  readonly out: string;
}

/** `latentkit window table.csv --length 64 --stride 8`: a table over time as rows that a model learns from. */
export function windowCommand(): Command {
  return new Command('window')
    .argument('<table>', '.csv, .tsv, .jsonl, .parquet or .npy whose rows are steps in the order of time')
    .requiredOption('--length <rows>', 'steps per window')
    .option('--stride <rows>', 'steps from one window to the next (default: the length)')
    .option('--leave-out <column,column,…>', 'columns to leave out')
    .option(
      '--out <file>',
      '.npy to write, float32 [windows, length, columns]; names of the columns go beside it as .json',
      'windows.npy',
    )
    .action(async (table: string, { length, stride, leaveOut, out }: Flags) => {
      checkEnding(out, ['.npy']);
      const sizes = {
        length: wholeNumber(flagOf('length'), length, { least: 1 }),
        ...(stride !== undefined && { stride: wholeNumber(flagOf('stride'), stride, { least: 1 }) }),
      };
      await makeFolder(dirname(out));
      const { windows, columns, notes } = await windowFile(table, {
        out,
        ...sizes,
        ...(leaveOut !== undefined && { leaveOut: leaveOut.split(',') }),
      });
      for (const line of notes) process.stderr.write(`${line}\n`);
      process.stdout.write(
        `wrote ${out}: ${counted(windows, 'window')} of ${counted(sizes.length, 'step')}, ${counted(columns.length, 'column')}: ${columns.slice(0, 20).join(', ')}${columns.length > 20 ? ', …' : ''}\n`,
      );
      const beside = { columns, stride: sizes.length, ...sizes, windows };
      await writeOut(out.replace(/\.npy$/, '.json'), `${JSON.stringify(beside, undefined, 2)}\n`);
    });
}
