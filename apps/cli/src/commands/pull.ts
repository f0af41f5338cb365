import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { counted, expected } from '@latentkit/errors';
import { hubText, parseHubAddress, pullRepository } from '@latentkit/hub';
import { checkRunFolder, createRunFolder, makeFolder } from '@latentkit/runs/internal';
import { Command } from 'commander';

const environment =
  '\nHF_TOKEN is needed for private repositories; HF_ENDPOINT is another hub, HF_HUB_CACHE the cache that is shared with Python.';

/** `latentkit pull hf://owner/name`: a run from the Hugging Face hub, as a folder that every command takes. */
export function pullCommand(): Command {
  return new Command('pull')
    .argument('<address>', 'hf://owner/name, with @revision for a branch, a tag or a commit')
    .option('--out <folder>', 'new folder for the run (default: runs/ and the name)')
    .addHelpText('after', environment)
    .action(async (from: string, { out }: { out?: string }) => {
      const address = parseHubAddress(from, { where: 'pull' });
      const target = out ?? join('runs', address.repo.split('/')[1] as string);
      await checkRunFolder(target);
      const { commit, folder, files, bytes } = await pullRepository(address);
      const at = { ...address, revision: commit };
      if (!files.includes('run.json')) throw noRun(hubText(at), address.kind, files.length);
      const run = await createRunFolder(target);
      // run.json last: a folder without it is no run.
      const named = files.filter((name) => !name.startsWith('.') && name !== 'run.json');
      for (const name of [...named, 'run.json']) {
        const [source, copy] = [folder, run.path].map((top) => join(top, ...name.split('/'))) as [string, string];
        await makeFolder(dirname(copy));
        await copyFile(source, copy);
      }
      const came = bytes === 0 ? 'all of it was in the cache' : `${(bytes / 1e6).toFixed(1)} MB came`;
      process.stdout.write(
        `wrote ${run.path}: commit ${commit}, ${came}\nlook at it with: latentkit explore ${run.path}\n`,
      );
    });
}

const noRun = (where: string, kind: 'model' | 'dataset', count: number) =>
  expected({
    where,
    expected: 'a run that `latentkit push` wrote, with run.json',
    received: `${counted(count, 'file')} without it`,
    todo: kind === 'dataset' ? 'Use data by --data of `latentkit train`.' : 'Look at its page for what it is made for.',
    code: 'RUN',
  });
