import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FullCatalogue } from '@latentkit/catalogue';
import { pageFiles } from '@latentkit/explorer/node';
import { shellWord } from '@latentkit/report';
import { runSpec, trainRun } from '@latentkit/runs';
import { Command } from 'commander';
import { openBrowser } from '../explore/openBrowser.ts';
import { disposeAll, openRuns } from '../explore/openRuns.ts';
import { served } from '../explore/served.ts';
import { followRun } from '../train/followRun.ts';
import { whileTraining } from '../train/whileTraining.ts';

/** Two latent dimensions, so that the page shows the whole latent space; small enough for an engine without native code. */
const shown = { model: 'vae', data: 'mnist', hidden: [256], latentSize: 2, epochs: 3 };

interface Flags {
  readonly out?: string;
  readonly engine: string;
  readonly open: boolean;
}

/** `latentkit demo`: train on MNIST, then show the report and the page on latent space until Ctrl-C. */
export function demoCommand(catalogue: FullCatalogue): Command {
  return new Command('demo')
    .option('--out <folder>', 'run folder, new or empty (default: runs/demo, or the next number)')
    .option('--engine <name>', 'engine that runs the training (`latentkit doctor` lists them)', 'auto')
    .option('--no-open', 'stop when the report is written (always so without a terminal)')
    .action(async ({ out = freshRun(), engine, open }: Flags) => {
      const spec = runSpec(catalogue, { ...shown, engine });
      const { stopped } = await whileTraining((signal, say) =>
        followRun(trainRun({ spec, catalogue, signal, folder: out }), { catalogue, say }),
      );
      if (stopped) return;
      const report = pathToFileURL(join(out, 'report.html')).href;
      if (!open || !process.stdout.isTTY) {
        process.stdout.write(`report: ${report}\nexplorer: latentkit explore ${shellWord(out)} --open\n`);
        return;
      }
      process.stdout.write(`report: ${report}\nexplorer: `);
      openBrowser(report);
      const runs = await openRuns([out], engine, catalogue);
      try {
        await served(await pageFiles(), runs, { port: 0, open });
      } finally {
        disposeAll(runs);
      }
    });
}

function freshRun(): string {
  for (let number = 1; ; number++) {
    const folder = join('runs', number === 1 ? 'demo' : `demo-${number}`);
    if (!existsSync(folder)) return folder;
  }
}
