import type { FullCatalogue } from '@latentkit/catalogue';
import { counted, expected } from '@latentkit/errors';
import { type Known, knownClasses, scoresPage, shellWord } from '@latentkit/report';
import { bulkScores, requireTables, type ScoreOptions, scores } from '@latentkit/runs';
import { blockBulk, scoreBlock } from '@latentkit/runs/internal';
import { Command, Option } from 'commander';
import { folderOf, partsOf, refuse, type ShardFlags, withShards } from '../bulk/shardFlags.ts';
import { type BulkFlags, bulkWork } from '../bulk/work.ts';
import { closing, tableEndings, writeFileOf, writeParts } from '../bulk/writeBulk.ts';
import { openedOn, openedRanges, type RowsFlags } from './opened.ts';
import { withRows, withRun } from './runArguments.ts';
import { checkEnding, writeOut } from './writeOut.ts';

interface Flags extends RowsFlags, ShardFlags {
  readonly out?: string;
  readonly threshold?: string;
  readonly quantile?: string;
  readonly normal?: string;
  readonly page?: string;
}

/** `latentkit score <run> --data new.csv`: how much each row is unlike what the run learned from. */
export function scoreCommand(catalogue: FullCatalogue): Command {
  const command = new Command('score');
  return withShards(withRows(withRun(command)))
    .option('--label <column>', 'class column of --data (default: that of the training data, or label, class, target)')
    .option('--threshold <energy>', 'flag rows whose energy is above this, in a column `anomaly`')
    .addOption(
      new Option(
        '--quantile <share>',
        'flag rows whose energy is above this quantile of the rows held out in training, e.g. 0.99',
      ).conflicts('threshold'),
    )
    .option(
      '--normal <class>',
      'the normal class; all other classes count as anomalies, and the area under the ROC curve is printed',
    )
    .option(
      '--page <file>',
      'also write an .html page: the most unusual rows and why, a histogram of energies, and the ROC curve with --normal',
    )
    .option(
      '--out <file>',
      'file to write: .csv or .parquet with row, energy, its terms, rank and, for tables, <column>_error; or .npy with the energies only; with --shards, a folder (default: scores.csv, or scores)',
    )
    .action(async (path: string, flags: Flags) => {
      const { out, threshold, quantile, normal, page, ...given } = flags;
      const { parts, rest: rows } = partsOf(given);
      const file = out ?? 'scores.csv';
      if (!parts) checkEnding(file, tableEndings);
      if (page !== undefined) checkEnding(page, ['.html'], '--page');
      const limit = { threshold: numberOf('--threshold', threshold), quantile: numberOf('--quantile', quantile, 1) };
      if (parts) {
        if (page ?? normal) throw needsAll(page === undefined ? '--normal' : '--page');
        const asked = { command: 'score', run: path, flags: { ...rows, ...limit }, catalogue, parts } as const;
        const work = await bulkWork.score(path, asked.flags, catalogue);
        tell(work.bulk.notes);
        return closing(work, () => writeParts(work, folderOf(out ?? 'scores', parts), asked));
      }
      if ((page ?? normal) === undefined) return scoreRows(path, { ...rows, ...limit }, { file, catalogue });
      const { run, used, part } = await openedOn(path, { ...rows, unknown: 'keep' }, catalogue);
      try {
        requireTables(run, used);
        const found = await scores(run, used, limit);
        const known = normal === undefined ? undefined : knownClasses(used, { energy: found.energy, normal });
        tell(found.notes);
        await writeFileOf({ bulk: blockBulk(scoreBlock(used, found)) }, file);
        if (page !== undefined) {
          const options = { scores: found, of: part, known, command: commandOf(path, flags) };
          await writeOut(page, await scoresPage(run, used, options), '--page');
        }
        process.stdout.write(`${summary(found, used.rows, { part, known })}\n`);
      } finally {
        run.model.dispose();
      }
    });
}

/** The rows of a file of any size, of which only the energies stay in memory. */
async function scoreRows(
  path: string,
  flags: BulkFlags,
  { file, catalogue }: { file: string; catalogue: FullCatalogue },
): Promise<void> {
  const { run, ranges, part } = await openedRanges(path, { ...flags, unknown: 'keep' }, catalogue);
  const bulk = await bulkScores(run, ranges, flags as ScoreOptions);
  tell(bulk.notes);
  const [energy, rows] = [new Float64Array(bulk.count), new Int32Array(bulk.count)];
  let count = 0;
  const watched = {
    ...bulk,
    async batch(from: number, to: number) {
      const batch = await bulk.batch(from, to);
      const columns = Object.fromEntries(batch.block.columns.map(({ name, values }) => [name, values]));
      energy.set(columns.energy as Float64Array, count);
      rows.set(columns.row as Int32Array, count);
      count += batch.block.rows;
      return batch;
    },
  };
  await closing({ run, bulk: watched }, () => writeFileOf({ bulk: watched }, file));
  const found = { energy: energy.subarray(0, count), threshold: bulk.threshold };
  if (count > 0) process.stdout.write(`${summary(found, rows, { part, known: undefined })}\n`);
}

const tell = (notes: readonly string[]) => {
  for (const line of notes) process.stderr.write(`${line}\n`);
};

const needsAll = (flag: string) =>
  refuse(flag, 'all rows in one process', '--shards', `Leave out ${flag}, or --shards.`);

/** The command that does it again. */
function commandOf(path: string, { engine, ...flags }: Flags): string {
  const given = Object.entries(flags).map(([name, value]) => `--${name} ${shellWord(value)}`);
  return ['latentkit score', shellWord(path), ...given].join(' ');
}

function summary(
  { energy, threshold }: { readonly energy: Float64Array; readonly threshold?: number | undefined },
  rows: Int32Array,
  { part, known }: { part: string; known: Known | undefined },
): string {
  const sorted = energy.slice().sort();
  const [median, most] = [sorted[sorted.length >> 1] as number, sorted.at(-1) as number];
  const worst = rows[energy.indexOf(most)];
  const flagged =
    threshold === undefined
      ? ''
      : `; ${sorted.length - sorted.findLastIndex((value) => value <= threshold) - 1} above ${threshold.toPrecision(5)}`;
  const roc = known
    ? `; area under the ROC curve ${known.roc.area.toFixed(4)}, ${known.normal} against the others`
    : '';
  return `${counted(energy.length, 'row')} of ${part}: median energy ${median.toPrecision(5)}, most ${most.toPrecision(5)} in row ${worst}${flagged}${roc}`;
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
