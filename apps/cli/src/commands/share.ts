import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FullCatalogue } from '@latentkit/catalogue';
import { type NamedRun, sharePage } from '@latentkit/explorer/node';
import { runReport } from '@latentkit/report';
import { readCurves } from '@latentkit/runs';
import { Command } from 'commander';
import { disposeAll, openRuns } from '../explore/openRuns.ts';
import { withPlace, withRun } from './runArguments.ts';
import { checkEnding, writeOut } from './writeOut.ts';

interface Flags {
  readonly engine: string;
  readonly data?: string;
  readonly out: string;
}

/** `latentkit share <run>`: report and explorer of a run as one HTML file, to be sent or put on any host. */
export function shareCommand(catalogue: FullCatalogue): Command {
  return withPlace(withRun(new Command('share')))
    .option('--out <file>', 'page to write', 'share.html')
    .action(async (path: string, { engine, data, out }: Flags) => {
      checkEnding(out, ['.html']);
      const runs = await openRuns([path], engine, catalogue, data);
      try {
        const [named] = runs as readonly [NamedRun];
        const html = await sharePage(named, await reportOf(named, catalogue));
        await writeOut(out, html);
        const size = (Buffer.byteLength(html) / 1e6).toFixed(1);
        process.stdout.write(`${size} MB: opens from the disk and on any host\n`);
      } finally {
        disposeAll(runs);
      }
    });
}

/** The report that the run has, else a new one. */
async function reportOf({ run, record }: NamedRun, catalogue: FullCatalogue): Promise<string> {
  const found = await readFile(join(run.path, 'report.html'), 'utf8').catch(() => undefined);
  if (found !== undefined) return found;
  return (await runReport(run, record, { ...catalogue, curves: await readCurves(run.path) })).html;
}
