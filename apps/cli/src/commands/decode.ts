import { readFile } from 'node:fs/promises';
import type { FullCatalogue } from '@latentkit/catalogue';
import { mapTable, table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { LatentModel } from '@latentkit/models';
import type { OpenRun } from '@latentkit/runs';
import { Command } from 'commander';
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
  const command = new Command('decode').description('draw the images that codes stand for, or write the numbers');
  return withRun(command)
    .option('--code <n,n,…>', 'one code')
    .option(
      '--codes <file>',
      `CSV as \`latentkit encode\` writes it; as many as its first ${mostImages} rows are drawn`,
    )
    .option('--class <n>', 'of a conditional model: the class of the codes, counted from 0 (the mean over all)')
    .option('--out <file>', outHelp('decoded'))
    .action(async (path: string, { engine: engineName, codes: file, code, class: label, out }: Flags) => {
      checkOut(out);
      const run = await opened(path, engineName, catalogue);
      const { model: whole, engine } = run;
      const target = outOf(run, out, 'decoded');
      const rows = await rowsOf(code, file, isTable(target) ? Number.POSITIVE_INFINITY : mostImages);
      const model = label === undefined ? whole : givenClass(run, label);
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

function givenClass({ model, spec, entry: { given } }: OpenRun, label: string): LatentModel {
  if (given) return given(model, wholeNumber('--class', label));
  throw expected({
    where: '--class',
    expected: 'a run of a conditional model',
    received: `one of ${spec.model}`,
    todo: 'Leave out --class.',
    code: 'FLAG',
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
    expected: `codes of ${size} numbers`,
    received: `${wrong.length}`,
    todo: 'Give codes of the size that this model was trained with.',
    code: 'FLAG',
  });
}

/** The columns z0, z1, … of a CSV file with a header. */
async function codesOf(file: string, most: number): Promise<number[][]> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw expected({
      where: `--codes ${file}`,
      expected: 'a readable file',
      received: cause.code === 'ENOENT' ? 'no such file' : cause.message,
      todo: 'Write one with `latentkit encode`.',
      code: 'FLAG',
      cause,
    });
  });
  const [header = '', ...lines] = text.trim().split(/\r?\n/);
  const size = header.split(',').filter((name) => /^z\d+$/.test(name)).length;
  if (size === 0 || lines.length === 0) {
    throw expected({
      where: `--codes ${file}`,
      expected: 'a header with z0, z1, … and a row a code',
      received: size === 0 ? `the header ${header.slice(0, 60)}` : 'a header alone',
      todo: 'Write one with `latentkit encode`.',
      code: 'FLAG',
    });
  }
  return lines
    .slice(0, most)
    .map((line, i) => numbers(`--codes ${file}, row ${i + 1}`, line.split(',').slice(0, size).join(',')));
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
