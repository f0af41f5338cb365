import { pageFiles, runsPageFolder } from '@latentkit/explorer/node';
import { listRuns } from '@latentkit/runs';
import { Command } from 'commander';
import { openBrowser } from '../explore/openBrowser.ts';
import { serve } from '../explore/server.ts';
import { interrupt, raised } from '../train/interrupt.ts';
import { policyOf } from '../ui/policyOf.ts';
import { runsFiles } from '../ui/runsFiles.ts';
import { portNumber } from './runArguments.ts';

/** `latentkit ui [folder]`: all runs of a folder on one page, live, served to this machine only. */
export function uiCommand(): Command {
  return new Command('ui')
    .argument('[folder]', 'folder that contains run folders', 'runs')
    .option('--port <n>', 'port on 127.0.0.1 (default: a free one)')
    .option('--open', 'open it in the browser')
    .action(async (folder: string, { port, open }: { port?: string; open?: boolean }) => {
      const [page] = await Promise.all([pageFiles(runsPageFolder()), listRuns(folder)]);
      const { signal, release } = interrupt(() => {});
      try {
        const stopped = raised(signal);
        const { address, close } = await serve(runsFiles(folder, page), { port: portNumber(port), policyOf });
        process.stdout.write(`${address}\nCtrl-C ends it\n`);
        if (open) openBrowser(address);
        await stopped;
        await close();
      } finally {
        release();
      }
    });
}
