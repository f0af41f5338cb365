import { join } from 'node:path';
import type { FullCatalogue } from '@latentkit/catalogue';
import { expected } from '@latentkit/errors';
import { compareReport, runReport, type Shown, type Told } from '@latentkit/report';
import { type OpenRun, readCurves, recordOf } from '@latentkit/runs';
import { Command } from 'commander';
import { openedShowing, type RowsFlags } from './opened.ts';
import { withShown } from './runArguments.ts';
import { writeOut } from './writeOut.ts';

type Flags = RowsFlags & { readonly out?: string };

/** `latentkit report <run>` writes the page of a run again; with several runs, one page that compares them. */
export function reportCommand(catalogue: FullCatalogue): Command {
  return withShown(new Command('report'))
    .argument('<run...>', 'run folders (written by `latentkit train`)')
    .option('--engine <name>', 'engine that runs the models (`latentkit doctor` lists them)', 'auto')
    .option(
      '--out <file>',
      'page to write (default: report.html in the run folder; report.html here for other rows than the test split; comparison.html for several runs)',
    )
    .action(async (paths: string[], { out, ...flags }: Flags) => {
      if (paths.length > 1 && flags.data !== undefined && flags.split === undefined) throw ofOneRun();
      const runs: OpenRun[] = [];
      try {
        // One after the other: they share tfjs's backend, which an engine sets when it loads.
        const told: Told[] = [];
        let shown: Shown | undefined;
        for (const path of paths) {
          const record = await recordOf(path, catalogue);
          const { run, of } = await openedShowing(path, flags, catalogue);
          runs.push(run);
          shown = of;
          told.push({ run, record, curves: await readCurves(path) });
        }
        const [run, ...others] = told;
        if (run === undefined) return;
        if (others.length > 0) {
          await writeOut(out ?? 'comparison.html', await compareReport([run, ...others]));
          return;
        }
        const { html, failed } = await runReport(run.run, run.record, { ...catalogue, curves: run.curves, of: shown });
        await writeOut(out ?? (shown ? 'report.html' : join(run.run.path, 'report.html')), html);
        for (const line of failed) process.stderr.write(`${line}\n`);
      } finally {
        for (const { model } of runs) model.dispose();
      }
    });
}

const ofOneRun = () =>
  expected({
    where: '--data',
    expected: 'one run, whose report shows these rows',
    received: 'several runs',
    todo: 'Give one run; for data that has moved say which --split.',
    code: 'FLAG',
  });
