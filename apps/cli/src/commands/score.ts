import type { FullCatalogue } from '@latentkit/catalogue';
import { expected } from '@latentkit/errors';
import { type Known, knownClasses, scoresPage, shellWord } from '@latentkit/report';
import { type RowsOfRun, requireTables, type Scores, scores } from '@latentkit/runs';
import { Command, Option } from 'commander';
import { openedOn, type RowsFlags } from './opened.ts';
import { withRows, withRun } from './runArguments.ts';
import { checkEnding, writeOut } from './writeOut.ts';
import { csvField, writePieces } from './writeRows.ts';

interface Flags extends RowsFlags {
  readonly out: string;
  readonly threshold?: string;
  readonly quantile?: string;
  readonly normal?: string;
  readonly page?: string;
}

/** `latentkit score <run> --data new.csv`: how much each row is unlike what the run learned from. */
export function scoreCommand(catalogue: FullCatalogue): Command {
  const command = new Command('score');
  return withRows(withRun(command))
    .option(
      '--label <column>',
      'of other data: the column of classes (default: that of the run, or label, class, target)',
    )
    .option('--threshold <energy>', 'flag rows of more energy, in a column anomaly')
    .addOption(
      new Option(
        '--quantile <share>',
        'flag rows of more energy than this share of the rows held out in training, e.g. 0.99',
      ).conflicts('threshold'),
    )
    .option('--normal <class>', 'the normal class: prints the area under ROC, rows of other classes being anomalies')
    .option('--page <file>', '.html to write: the worst rows and why, energies, and the ROC with --normal')
    .option('--out <file>', '.csv to write: row, energy, its terms, rank, and <column>_error of a table', 'scores.csv')
    .action(async (path: string, flags: Flags) => {
      const { out, threshold, quantile, normal, page, ...rows } = flags;
      checkEnding(out, ['.csv']);
      if (page !== undefined) checkEnding(page, ['.html'], '--page');
      const limit = { threshold: numberOf('--threshold', threshold), quantile: numberOf('--quantile', quantile, 1) };
      const { run, used, part } = await openedOn(path, rows, catalogue);
      try {
        requireTables(run, used);
        const found = await scores(run, used, limit);
        const known = normal === undefined ? undefined : knownClasses(used, { energy: found.energy, normal });
        for (const line of found.notes) process.stderr.write(`${line}\n`);
        await writePieces(out, csvOf(used, found));
        if (page !== undefined) {
          const options = { scores: found, of: part, known, command: commandOf(path, flags) };
          await writeOut(page, await scoresPage(run, used, options), '--page');
        }
        process.stdout.write(`${summary(found, used, { part, known })}\n`);
      } finally {
        run.model.dispose();
      }
    });
}

/** The command that does it again. */
function commandOf(path: string, { engine, ...flags }: Flags): string {
  const given = Object.entries(flags).map(([name, value]) => `--${name} ${shellWord(value)}`);
  return ['latentkit score', shellWord(path), ...given].join(' ');
}

async function* csvOf(used: RowsOfRun, found: Scores) {
  const { energy, terms, rank, errors, threshold } = found;
  const { rows, label, classes } = used;
  const width = errors?.columns.length ?? 0;
  const parts = Object.entries(terms);
  const heads = [
    'row',
    'energy',
    ...(parts.length > 1 ? parts.map(([name]) => name) : []),
    ...(rank ? ['rank'] : []),
    ...(threshold === undefined ? [] : ['anomaly']),
    ...(label ? ['class'] : []),
    ...(errors ? errors.columns.map(({ name }) => `${name}_error`) : []),
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

function summary(
  { energy, threshold }: Scores,
  { rows }: RowsOfRun,
  { part, known }: { part: string; known: Known | undefined },
): string {
  const sorted = [...energy].sort((a, b) => a - b);
  const [median, most] = [sorted[sorted.length >> 1] as number, sorted.at(-1) as number];
  const worst = rows[energy.indexOf(most)];
  const flagged =
    threshold === undefined
      ? ''
      : `; ${sorted.length - sorted.findLastIndex((value) => value <= threshold) - 1} above ${threshold.toPrecision(5)}`;
  const roc = known ? `; area under ROC ${known.roc.area.toFixed(4)}, ${known.normal} against the others` : '';
  return `${rows.length} rows of ${part}: median energy ${median.toPrecision(5)}, most ${most.toPrecision(5)} in row ${worst}${flagged}${roc}`;
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
