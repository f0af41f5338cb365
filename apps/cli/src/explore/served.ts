import { type NamedRun, siteDataSoon } from '@latentkit/explorer/node';
import { interrupt, raised } from '../train/interrupt.ts';
import { openBrowser } from './openBrowser.ts';
import { serve } from './server.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

/** Serve a page on runs until Ctrl-C; the page is there at once, and its runs follow. */
export async function served(
  page: Files,
  runs: readonly NamedRun[],
  { port, open }: { port: number; open: boolean },
): Promise<void> {
  const { signal, release } = interrupt(() => {});
  const stopped = raised(signal);
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
