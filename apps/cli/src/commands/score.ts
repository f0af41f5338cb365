import type { FullCatalogue } from '@latentkit/catalogue';
import { mapTable } from '@latentkit/core';
import { expected, isLatentKitError } from '@latentkit/errors';
import { type Energies, energies, type OpenRun, type RowsOfRun, requireTables, usedRows } from '@latentkit/runs';
import { Command } from 'commander';
import { type ColumnErrors, columnErrors } from './columnErrors.ts';
import { openedOn, type RowsFlags } from './opened.ts';
import { withRows, withRun } from './runArguments.ts';
import { checkEnding } from './writeOut.ts';
import { csvField, writePieces } from './writeRows.ts';

/** Columns whose errors are written each. */
const mostColumns = 1000;

interface Flags extends RowsFlags {
  readonly out: string;
  readonly threshold?: string;
  readonly quantile?: string;
}

interface Scores extends Energies {
  /** Share of the held-out rows with a lower energy, [rows]. */
  readonly rank?: Float64Array;
  /** Of each column, [rows, columns]. */
  readonly errors?: ColumnErrors;
  /** Rows above it are flagged. */
  readonly threshold?: number;
}

/** `latentkit score <run> --data new.csv`: how much each row is unlike what the run learned from. */
export function scoreCommand(catalogue: FullCatalogue): Command {
  const command = new Command('score');
  return withRows(withRun(command))
    .option('--threshold <energy>', 'flag rows of more energy, in a column anomaly')
    .option(
      '--quantile <share>',
      'flag rows of more energy than this share of the rows held out in training, e.g. 0.99',
    )
    .option('--out <file>', '.csv to write: row, energy, its terms, rank, and <column>_error of a table', 'scores.csv')
    .action(async (path: string, { out, threshold, quantile, ...flags }: Flags) => {
      checkEnding(out, ['.csv']);
      const limit = { threshold: numberOf('--threshold', threshold), quantile: numberOf('--quantile', quantile, 1) };
      const { run, used, part } = await openedOn(path, flags, catalogue);
      try {
        requireTables(run, used);
        const scores = await scored(run, used, limit);
        await writePieces(out, csvOf(used, scores));
        process.stdout.write(`${summary(scores, used, part)}\n`);
      } finally {
        run.model.dispose();
      }
    });
}

async function scored(
  run: OpenRun,
  used: RowsOfRun,
  { threshold, quantile }: { threshold: number | undefined; quantile: number | undefined },
): Promise<Scores> {
  const found = await energies(run, used);
  const held = await heldOut(run, quantile !== undefined);
  const sorted = held && [...held].sort((a, b) => a - b);
  const rank = sorted && found.energy.map((energy) => below(sorted, energy) / sorted.length);
  const limit =
    threshold ?? (sorted && quantile !== undefined ? sorted[Math.ceil(quantile * sorted.length) - 1] : undefined);
  const errors = await errorsOf(run, used);
  return {
    ...found,
    ...(rank && { rank }),
    ...(errors && { errors }),
    ...(limit !== undefined && { threshold: limit }),
  };
}

/** Energies of the rows that were held out; of the training rows where none were. Data that are gone are needed for a quantile alone. */
async function heldOut(run: OpenRun, needed: boolean): Promise<Float64Array | undefined> {
  try {
    const { test } = await run.data();
    const split = test.y.shape[0] === 0 ? 'train' : 'test';
    if (split === 'train') process.stderr.write('no rows were held out: ranks are among the training rows\n');
    return (await energies(run, await usedRows(run, { split }))).energy;
  } catch (error) {
    if (needed || !isLatentKitError(error)) throw error;
    process.stderr.write(`no ranks: ${error.message}\n`);
    return undefined;
  }
}

/** How many numbers of an ascending list are lower. */
function below(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function errorsOf({ engine, model, trainedOn }: OpenRun, { y }: RowsOfRun): Promise<ColumnErrors | undefined> {
  if (y.shape.length !== 2 || (y.shape[1] as number) > mostColumns) return undefined;
  const state = Object.values(model.variables);
  const { values } = await mapTable({ engine, map: model.reconstruct, state, table: y });
  return columnErrors(y, values, trainedOn);
}

async function* csvOf(used: RowsOfRun, scores: Scores) {
  const { energy, terms, rank, errors, threshold } = scores;
  const { rows, label, classes } = used;
  const width = errors?.names.length ?? 0;
  const parts = Object.entries(terms);
  const heads = [
    'row',
    'energy',
    ...(parts.length > 1 ? parts.map(([name]) => name) : []),
    ...(rank ? ['rank'] : []),
    ...(threshold === undefined ? [] : ['anomaly']),
    ...(label ? ['class'] : []),
    ...(errors ? errors.names.map((name) => `${name}_error`) : []),
  ];
  yield `${heads.map(csvField).join(',')}\r\n`;
  let lines: string[] = [];
  for (let i = 0; i < rows.length; i++) {
    const fields = [
      rows[i],
      energy[i],
      ...(parts.length > 1 ? parts.map(([, values]) => values[i]) : []),
      ...(rank ? [rank[i]] : []),
      ...(threshold === undefined ? [] : [(energy[i] as number) > threshold ? 1 : 0]),
      ...(label ? [csvField(classes?.[label.values[i] as number] ?? String(label.values[i]))] : []),
      ...(errors ? errors.values.subarray(i * width, (i + 1) * width) : []),
    ];
    lines.push(`${fields.join(',')}\r\n`);
    if (lines.length < 1000) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
}

function summary({ energy, threshold }: Scores, { rows }: RowsOfRun, part: string): string {
  const sorted = [...energy].sort((a, b) => a - b);
  const [median, most] = [sorted[sorted.length >> 1] as number, sorted.at(-1) as number];
  const worst = rows[energy.indexOf(most)];
  const flagged =
    threshold === undefined
      ? ''
      : `; ${sorted.length - sorted.findLastIndex((value) => value <= threshold) - 1} above ${threshold.toPrecision(5)}`;
  return `${rows.length} rows of ${part}: median energy ${median.toPrecision(5)}, most ${most.toPrecision(5)} in row ${worst}${flagged}`;
}

function numberOf(flag: string, text: string | undefined, most = Number.POSITIVE_INFINITY): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value <= most && (most !== 1 || value > 0)) return value;
  throw expected({
    where: flag,
    expected: most === 1 ? 'a number above 0 and at most 1' : 'a number',
    received: text === '' ? 'nothing' : text,
    todo: 'Change it and run again.',
    code: 'FLAG',
  });
}
