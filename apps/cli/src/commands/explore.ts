import type { FullCatalogue } from '@latentkit/catalogue';
import { counted } from '@latentkit/errors';
import { checkSiteFolder, type NamedRun, pageFiles, siteData, topOf, writeSite } from '@latentkit/explorer/node';
import { Command, Option } from 'commander';
import { disposeAll, openShowing } from '../explore/openRuns.ts';
import { type Files, served } from '../explore/served.ts';
import type { ShownFlags } from './opened.ts';
import { portNumber, withShown } from './runArguments.ts';

interface Flags {
  readonly engine: string;
  readonly port?: string;
  readonly open?: boolean;
  readonly export?: string;
  readonly data?: string;
  readonly split?: NonNullable<ShownFlags['split']>;
}

/** `latentkit explore <run…>`: a page to walk through latent space, served to this machine only or written as files for any host. */
export function exploreCommand(catalogue: FullCatalogue): Command {
  return withShown(new Command('explore'))
    .argument('[run...]', 'run folders (written by `latentkit train`); with none, opens only the training lessons')
    .option('--engine <name>', 'engine that computes the codes (`latentkit doctor` lists them)', 'auto')
    .option('--port <n>', 'port on 127.0.0.1 (default: a free one)')
    .option('--open', 'open it in the browser')
    .addOption(
      new Option(
        '--export <folder>',
        'write the page as static files into this folder instead of serving it',
      ).conflicts(['port', 'open']),
    )
    .action(async (paths: string[], { engine, ...flags }: Flags) => {
      const port = portNumber(flags.port);
      const page = await pageFiles();
      const top = topOf([...page.keys(), 'data']);
      if (flags.export !== undefined) await checkSiteFolder(flags.export, top);
      const runs = await openShowing(paths, { engine, ...flags }, catalogue);
      try {
        if (flags.export !== undefined) await exported(page, runs, flags.export);
        else await served(page, runs, { port, open: flags.open ?? false });
      } finally {
        disposeAll(runs);
      }
    });
}

async function exported(page: Files, runs: readonly NamedRun[], folder: string): Promise<void> {
  const files = new Map([...page, ...(await siteData(runs))]);
  await writeSite(folder, files);
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  process.stdout.write(`wrote ${folder}: ${counted(files.size, 'file')}, ${(bytes / 1e6).toFixed(1)} MB\n`);
}
