import type { FullCatalogue } from '@latentkit/catalogue';
import { mapTable, table } from '@latentkit/core';
import { readTable } from '@latentkit/datasets/node';
import { counted, expected } from '@latentkit/errors';
import type { LatentModel } from '@latentkit/models';
import { Command } from 'commander';
import { givenClass } from './givenClass.ts';
import { checkOut, isTable, outHelp, outOf, writeObservations } from './observations.ts';
import { opened } from './opened.ts';
import { wholeNumber, withRun } from './runArguments.ts';

const mostImages = 100;

interface Flags {
  readonly engine: string;
  readonly codes?: string;
  readonly code?: string;
  readonly class?: string;
  readonly out?: string;
}

export function decodeCommand(catalogue: FullCatalogue): Command {
  const command = new Command('decode');
  return withRun(command)
    .option('--code <n,n,…>', 'a single code')
    .option('--codes <file>', `CSV of codes, as written by \`latentkit encode\`; the first ${mostImages} are drawn`)
    .option(
      '--class <n>',
      'for a conditional model: class to decode as, counted from 0 (default: the average of all classes)',
    )
    .option('--out <file>', outHelp('decoded'))
    .action(async (path: string, { engine: engineName, codes: file, code, class: label, out }: Flags) => {
      checkOut(out);
      const run = await opened(path, engineName, catalogue);
      const { model: whole, engine } = run;
      const target = outOf(run, out, 'decoded');
      const rows = await rowsOf(code, file, isTable(target) ? Number.POSITIVE_INFINITY : mostImages);
      const model = label === undefined ? whole : givenClass(run, wholeNumber('--class', label));
      const codes = table(Float32Array.from(checked(rows, latentSize(model)).flat()), [
        rows.length,
        ...latentShape(model),
      ]);
      const state = Object.values(model.variables);
      const y = await mapTable({ engine, map: model.decode, state, table: codes });
      whole.dispose();
      await writeObservations(target, { run, title: 'Decoded codes', y });
    });
}

async function rowsOf(code: string | undefined, file: string | undefined, most: number): Promise<number[][]> {
  if (code !== undefined && file === undefined) return [numbers('--code', code)];
  if (file !== undefined && code === undefined) return codesOf(file, most);
  throw expected({
    where: 'decode',
    expected: '--code or --codes',
    received: code === undefined ? 'neither' : 'both',
    todo: 'Give one of them.',
    code: 'FLAG',
  });
}

const latentShape = (model: LatentModel) => model.latentShape as readonly number[];
const latentSize = (model: LatentModel) => latentShape(model).reduce((product, size) => product * size, 1);

function checked(rows: number[][], size: number): number[][] {
  const wrong = rows.find((row) => row.length !== size);
  if (!wrong) return rows;
  throw expected({
    where: 'decode',
    expected: `codes with ${counted(size, 'dimension')}`,
    received: `${wrong.length}`,
    todo: 'Give codes of the size that this model was trained with.',
    code: 'FLAG',
  });
}

/** The columns z0, z1, … of a table, wherever they stand. */
async function codesOf(file: string, most: number): Promise<number[][]> {
  const table = await readTable(file);
  const codes = table.columns
    .filter(({ name }) => /^z\d+$/.test(name))
    .sort((a, b) => Number(a.name.slice(1)) - Number(b.name.slice(1)));
  const odd = codes.find((column) => !('values' in column));
  if (codes.length === 0 || odd) {
    throw expected({
      where: `--codes ${file}`,
      expected: 'numeric columns z0, z1, … with one row per code',
      received: odd ? `words in column ${odd.name}` : `columns ${table.columns.slice(0, 8).map(({ name }) => name)}`,
      todo: 'Write one with `latentkit encode`.',
      code: 'FLAG',
    });
  }
  return Array.from({ length: Math.min(most, table.rows) }, (_, row) =>
    codes.map((column) => {
      const value = 'values' in column ? (column.values[row] as number) : Number.NaN;
      if (Number.isFinite(value)) return value;
      throw expected({
        where: `--codes ${file}, ${table.place(row)}`,
        expected: `a number in column ${column.name}`,
        received: String(value),
        todo: 'Fill it in.',
        code: 'FLAG',
      });
    }),
  );
}

function numbers(where: string, text: string): number[] {
  return text.split(',').map((part) => {
    const value = Number(part);
    if (part.trim() !== '' && Number.isFinite(value)) return value;
    throw expected({
      where,
      expected: 'numbers separated by commas',
      received: part === '' ? 'nothing' : part,
      todo: 'Write a code such as 0.5,-1.2.',
      code: 'FLAG',
    });
  });
}
