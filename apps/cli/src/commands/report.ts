import { join } from 'node:path';
import { Command } from 'commander';
import { compareReport, type Told } from '@latentkit/report';
import { runReport } from '@latentkit/report';
import { readCurves } from '@latentkit/runs';
import { type OpenRun, openRun } from '@latentkit/runs';
import { recordOf } from '@latentkit/runs';
import { writeOut } from './writeOut.ts';

interface Flags {
  readonly engine: string;
  readonly out?: string;
}

/** `latentkit report <run>` writes the page of a run again; with several runs, one page that compares them. */
export function reportCommand(): Command {
  return new Command('report')
    .description('write report.html: of a run, or of several side by side')
    .argument('<run...>', 'folders that `latentkit train` wrote')
    .option('--engine <name>', 'what runs the models (see `latentkit doctor`)', 'auto')
    .option('--out <file>', 'page to write (default: report.html in the run, comparison.html for several)')
    .action(async (paths: string[], { engine, out }: Flags) => {
      const runs: OpenRun[] = [];
      try {
        // One after the other: they share tfjs's backend, which an engine sets when it loads.
        const told: Told[] = [];
        for (const path of paths) {
          const record = await recordOf(path);
          const run = await openRun(path, engine);
          runs.push(run);
          told.push({ run, record, curves: await readCurves(path) });
        }
        const [run, ...others] = told;
        if (run === undefined) return;
        if (others.length > 0) {
          await writeOut(out ?? 'comparison.html', await compareReport([run, ...others]));
          return;
        }
        const { html } = await runReport(run.run, run.record, run.curves);
        await writeOut(out ?? join(run.run.path, 'report.html'), html);
      } finally {
        for (const { model } of runs) model.dispose();
      }
    });
}
