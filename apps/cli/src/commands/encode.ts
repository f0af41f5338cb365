import type { FullCatalogue } from '@latentkit/catalogue';
import { mapTable } from '@latentkit/core';
import { splitOf } from '@latentkit/runs';
import { type Column, csv } from '@latentkit/viz';
import { Command } from 'commander';
import { opened } from './opened.ts';
import { withRun, withSplit } from './runArguments.ts';
import { writeOut } from './writeOut.ts';

interface Flags {
  readonly engine: string;
  readonly split: string;
  readonly out: string;
}

export function encodeCommand(catalogue: FullCatalogue): Command {
  const command = new Command('encode').description('write the codes of a split as CSV');
  return withSplit(withRun(command))
    .option('--out <file>', 'CSV to write: z0, z1, … and the class where there is one', 'codes.csv')
    .action(async (path: string, { engine: engineName, split, out }: Flags) => {
      const { model, engine, data } = await opened(path, engineName, catalogue);
      const { y, label } = splitOf(await data(), split);
      const state = Object.values(model.variables);
      const { values, shape } = await mapTable({ engine, map: model.encode, state, table: y });
      model.dispose();
      const size = values.length / (shape[0] as number);
      const codes: Column[] = Array.from({ length: size }, (_, i) => ({
        name: `z${i}`,
        values: values.filter((_, position) => position % size === i),
      }));
      await writeOut(out, csv(label ? [...codes, { name: 'class', values: label.values }] : codes));
    });
}
