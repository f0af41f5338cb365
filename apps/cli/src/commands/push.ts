import type { FullCatalogue } from '@latentkit/catalogue';
import { counted, expected } from '@latentkit/errors';
import { repositoryFolders, runRepository } from '@latentkit/export';
import { hubText, parseHubAddress, pushRepository } from '@latentkit/hub';
import { recordOf } from '@latentkit/runs';
import { Command } from 'commander';
import { opened } from './opened.ts';

interface Flags {
  readonly license?: string;
  readonly private?: boolean;
}

const environment =
  "\nHF_TOKEN (or `hf auth login` of Python's client) says who you are, HF_ENDPOINT names another hub.";

/** `latentkit push <run> hf://owner/name`: a run as a repository on the Hugging Face hub. */
export function pushCommand(catalogue: FullCatalogue): Command {
  return new Command('push')
    .argument('<run>', 'run folder (written by `latentkit train`)')
    .argument('<address>', 'hf://owner/name, with @branch for another branch than main')
    .option(
      '--license <name>',
      'license of the model, by its identifier on the hub, e.g. mit; without one, others may not use the model',
    )
    .option('--private', 'make a new repository private')
    .addHelpText('after', environment)
    .action(async (path: string, to: string, { license, ...flags }: Flags) => {
      const address = parseHubAddress(to, { where: 'push' });
      const { repo } = address;
      if (address.kind !== 'model') throw noModel(to);
      const record = await recordOf(path, catalogue);
      // Nothing is run here, so the engine that always loads is enough.
      const run = await opened(path, 'cpu', catalogue);
      try {
        const about = { repo, ...(license !== undefined && { licence: license }) };
        const { files, notes } = await runRepository(run, record, about);
        for (const note of notes) process.stderr.write(`${note}\n`);
        const { commit, url } = await pushRepository(address, files, {
          title: `${record.spec.model} on ${record.data.name}, by LatentKit ${record.latentkit}`,
          wholeFolders: repositoryFolders,
          ...(flags.private && { visibility: 'private' as const }),
        });
        const pinned = hubText({ ...address, revision: commit });
        process.stdout.write(
          `wrote ${counted(files.size, 'file')} to ${url}\nbring them back with: latentkit pull ${pinned}\n`,
        );
      } finally {
        run.model.dispose();
      }
    });
}

const noModel = (received: string) =>
  expected({
    where: 'push',
    expected: 'a repository of a model, hf://owner/name',
    received,
    todo: 'Leave out datasets/.',
    code: 'HUB_ADDRESS',
  });
