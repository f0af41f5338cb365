import type { FullCatalogue } from '@latentkit/catalogue';
import { distinctNames, settingOf, textOf, wordsOf } from '@latentkit/report';
import type { RunRecord } from '@latentkit/runs';
import { type Curves, readCurves, recordOf, summaryOf, sumOf } from '@latentkit/runs';
import { specsApart } from '@latentkit/runs/internal';
import { Command } from 'commander';
import { sparkline } from '../progress/sparkline.ts';
import { textTable } from './textTable.ts';

interface Compared {
  readonly path: string;
  readonly name: string;
  readonly record: RunRecord;
  readonly curves: Curves;
}

/** `latentkit compare <run> <run…>` */
export function compareCommand(catalogue: FullCatalogue): Command {
  return new Command('compare')
    .argument('<run>', 'run folder (written by `latentkit train`)')
    .argument('<run...>', 'runs to compare it with')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nWith figures, as a page: latentkit report <run> <run…>')
    .action(async (first: string, others: string[], { json }: { json?: boolean }) => {
      const paths = [first, ...others];
      const records: RunRecord[] = [];
      for (const path of paths) records.push(await recordOf(path, catalogue));
      const apart = specsApart(records.map(({ spec }) => spec));
      if (json) {
        const runs = records.map((record, i) => summaryOf(paths[i] as string, record));
        process.stdout.write(`${JSON.stringify({ runs, apart })}\n`);
        return;
      }
      const names = distinctNames(records.map(({ spec }) => spec));
      const runs: Compared[] = [];
      for (const [i, path] of paths.entries()) {
        const [name, record] = [names[i] as string, records[i] as RunRecord];
        runs.push({ path, name, record, curves: await readCurves(path) });
      }
      const keys = apart.map(({ key, values }) => [settingOf(key), ...values.map(textOf)]);
      const parts = [
        textTable(
          ['run', 'folder', 'status', 'judged by', 'best', 'at epoch', 'last', 'epochs', 'seconds'],
          runs.map(reached),
        ),
        keys.length > 0 ? textTable(['setting', ...names], keys) : 'these runs have the same settings\n',
        ...curvesOf(runs, process.stdout.columns ?? 80),
      ];
      process.stdout.write(parts.join('\n'));
    });
}

function reached({ path, name, record }: Compared): string[] {
  const { status, judgedBy, best, last, epochs, seconds } = summaryOf(path, record);
  const cost = (value: number | undefined) => value?.toPrecision(5) ?? '–';
  const at = best ? String(best.epoch) : '–';
  return [
    name,
    path,
    status,
    judgedBy,
    cost(best?.cost),
    at,
    cost(last?.perExample),
    String(epochs),
    seconds.toFixed(1),
  ];
}

/** One block per curve, one line per run: from where to where, and the shape between. */
function curvesOf(runs: readonly Compared[], columns: number): string[] {
  const widest = Math.max(...runs.map(({ name }) => name.length));
  const width = Math.max(10, Math.min(100, columns - widest - 26));
  const block = (title: string, values: (run: Compared) => readonly number[]) => {
    const lines = runs
      .filter((run) => values(run).length > 0)
      .map((run) => {
        const curve = values(run);
        const [from, to] = [curve[0] as number, curve.at(-1) as number].map((value) =>
          value.toPrecision(4).padStart(9),
        );
        return `  ${run.name.padEnd(widest)} ${from} ${sparkline(curve, width).padEnd(width)} ${to}\n`;
      });
    return lines.length > 0 ? [`${title}\n${lines.join('')}`] : [];
  };
  const terms = [...new Set(runs.flatMap(({ curves }) => Object.keys(curves.terms)))];
  return [
    ...block('test loss, after each epoch', ({ record }) => record.epochs.map(({ test }) => test.perExample)),
    ...block('train loss, each step', ({ record, curves }) => sumOf(curves, record.judgedBy.terms)),
    ...(terms.length > 1
      ? terms.flatMap((term) => block(`${wordsOf(term)}, each step`, ({ curves }) => curves.terms[term] ?? []))
      : []),
  ];
}
