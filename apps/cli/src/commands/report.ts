import { join } from 'node:path';
import type { FullCatalogue } from '@latentkit/catalogue';
import { compareReport, runReport, type Told } from '@latentkit/report';
import { type OpenRun, readCurves, recordOf } from '@latentkit/runs';
import { Command } from 'commander';
import { opened } from './opened.ts';
import { writeOut } from './writeOut.ts';

interface Flags {
  readonly engine: string;
  readonly out?: string;
}

/** `latentkit report <run>` writes the page of a run again; with several runs, one page that compares them. */
export function reportCommand(catalogue: FullCatalogue): Command {
  return new Command('report')
    .argument('<run...>', 'folders that `latentkit train` wrote')
    .option('--engine <name>', 'what runs the models (see `latentkit doctor`)', 'auto')
    .option('--out <file>', 'page to write (default: report.html in the run, comparison.html for several)')
    .action(async (paths: string[], { engine, out }: Flags) => {
      const runs: OpenRun[] = [];
      try {
        // One after the other: they share tfjs's backend, which an engine sets when it loads.
        const told: Told[] = [];
        for (const path of paths) {
          const record = await recordOf(path, catalogue);
          const run = await opened(path, engine, catalogue);
          runs.push(run);
          told.push({ run, record, curves: await readCurves(path) });
        }
        const [run, ...others] = told;
        if (run === undefined) return;
        if (others.length > 0) {
          await writeOut(out ?? 'comparison.html', await compareReport([run, ...others]));
          return;
        }
        const { html, failed } = await runReport(run.run, run.record, { ...catalogue, curves: run.curves });
        await writeOut(out ?? join(run.run.path, 'report.html'), html);
        for (const line of failed) process.stderr.write(`${line}\n`);
      } finally {
        for (const { model } of runs) model.dispose();
      }
    });
}
