import type { FullCatalogue } from '@latentkit/catalogue';
import { expected } from '@latentkit/errors';
import {
  checkSiteFolder,
  type NamedRun,
  pageFiles,
  siteData,
  siteDataSoon,
  topOf,
  writeSite,
} from '@latentkit/explorer/node';
import { Command, Option } from 'commander';
import { openBrowser } from '../explore/openBrowser.ts';
import { disposeAll, openRuns } from '../explore/openRuns.ts';
import { serve } from '../explore/server.ts';
import { interrupt } from '../train/interrupt.ts';
import { wholeNumber } from './runArguments.ts';

interface Flags {
  readonly engine: string;
  readonly port?: string;
  readonly open?: boolean;
  readonly export?: string;
  readonly data?: string;
}

type Files = ReadonlyMap<string, Uint8Array>;

/** `latentkit explore <run…>`: a page to walk through latent space, served to this machine alone or written as files for any host. */
export function exploreCommand(catalogue: FullCatalogue): Command {
  return new Command('explore')
    .argument('[run...]', 'folders that `latentkit train` wrote; without one, the page that trains alone')
    .option('--engine <name>', 'what computes the codes (see `latentkit doctor`)', 'auto')
    .option('--data <path>', 'where the data of the run lie now, unless they are where they were')
    .option('--port <n>', 'of 127.0.0.1 (default: a free one)')
    .option('--open', 'show it in the browser')
    .addOption(
      new Option('--export <folder>', 'write the site there, for any host, and serve nothing').conflicts([
        'port',
        'open',
      ]),
    )
    .action(async (paths: string[], { engine, ...flags }: Flags) => {
      const port = flags.port === undefined ? 0 : portOf(flags.port);
      const page = await pageFiles();
      const top = topOf([...page.keys(), 'data']);
      if (flags.export !== undefined) await checkSiteFolder(flags.export, top);
      const runs = await openRuns(paths, engine, catalogue, flags.data);
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
  process.stdout.write(`wrote ${folder}: ${files.size} files, ${(bytes / 1e6).toFixed(1)} MB\n`);
}

/** Until Ctrl-C; the page is there at once, and its runs follow. */
async function served(
  page: Files,
  runs: readonly NamedRun[],
  { port, open }: { port: number; open: boolean },
): Promise<void> {
  const { signal, release } = interrupt(() => {});
  const stopped = new Promise<void>((done) => {
    signal.addEventListener('abort', () => done());
  });
  const { files, made } = siteDataSoon(runs, signal);
  try {
    const { address, close } = await serve(new Map([...page, ...files]), { port });
    process.stdout.write(`${address}\nCtrl-C ends it\n`);
    if (open) openBrowser(address);
    try {
      await Promise.race([stopped, made.then(() => stopped)]);
    } finally {
      await close();
    }
    // What is half made uses the models.
    await made.catch(() => {});
  } finally {
    release();
  }
}

function portOf(text: string): number {
  const port = wholeNumber('--port', text);
  if (port < 65_536) return port;
  throw expected({
    where: '--port',
    expected: 'a whole number from 0 to 65535',
    received: text,
    todo: 'Leave it out for a free one.',
    code: 'FLAG',
  });
}
