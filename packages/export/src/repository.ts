import { openAsBlob } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { expected, isLatentKitError } from '@latentkit/errors';
import { checkpointFolder, type OpenRun, type RunRecord } from '@latentkit/runs';
import { checkpointFiles } from '@latentkit/runs/internal';
import { exportRun } from './exportRun.ts';
import type { ModelCard } from './modelCard.ts';
import { configText, repositoryCard } from './repositoryCard.ts';
import { withoutPlaces } from './withoutPlaces.ts';

/** The files of a run as a repository for others, by name, and what is to be told of them. */
export interface Repository {
  readonly files: ReadonlyMap<string, string | Uint8Array | Blob>;
  readonly notes: readonly string[];
}

/** The folders of a repository that hold nothing but a run's files. */
export const repositoryFolders = ['checkpoints', 'course', 'figures', 'model', 'onnx', 'parts'] as const;

/**
 * A trained run as a repository that others can use: the run itself with its newest checkpoint, so that it can be trained on, `README.md` with
 * metadata, `config.json`, and the networks as `onnx/`. Where files lay on this machine is left out.
 *
 * @param options.repo owner and name
 * @param options.licence of the model, as the hub calls it, e.g. `mit`
 * @throws RUN for a run that still trains
 */
export async function runRepository(
  run: OpenRun,
  record: RunRecord,
  { repo, licence }: { repo: string; licence?: string },
): Promise<Repository> {
  if (record.status !== 'finished' && record.status !== 'stopped') {
    throw expected({
      where: `run ${run.path}`,
      expected: 'one that has ended',
      received: `a run that is ${record.status}`,
      todo: 'Wait until it has, or go on with `latentkit resume`.',
      code: 'RUN',
    });
  }
  const files = new Map<string, string | Uint8Array | Blob>();
  const notes: string[] = [];
  const clean = withoutPlaces(run.path, record);
  for (const name of await kept(run.path)) {
    const path = join(run.path, name);
    const holdsPlaces = ['.json', '.html'].includes(extname(name));
    files.set(name, holdsPlaces ? clean(await readFile(path, 'utf8')) : await openAsBlob(path));
  }
  // Others may wish to use a model that cannot be taken up again, or has an operation without an ONNX form.
  const tell = (what: string) => (error: Error) => {
    if (!isLatentKitError(error)) throw error;
    notes.push(`without ${what}: ${error.message}`);
  };
  const { newest } = (await checkpointFolder(join(run.path, 'checkpoints')).newest().catch(tell('checkpoints/'))) ?? {};
  if (newest) {
    const { file, manifest } = checkpointFiles({ ...newest, notes: JSON.parse(clean(JSON.stringify(newest.notes))) });
    files.set(`checkpoints/${newest.name}.safetensors`, file).set(`checkpoints/${newest.name}.json`, manifest);
  }
  const networks = await exportRun(run).catch(tell('onnx/'));
  for (const [name, content] of networks ?? []) files.set(`onnx/${name}`, content);
  const card = networks && (JSON.parse(networks.get('card.json') as string) as ModelCard);
  const previews = [...files.keys()].filter((name) => /^figures\/\w+\.png$/.test(name));
  const told = { run, record, repo, previews, ...(card && { card }), ...(licence !== undefined && { licence }) };
  files.set('README.md', clean(repositoryCard(told))).set('config.json', clean(configText(told)));
  return { files, notes };
}

/** The files of a run that others need; the numbers of figures are in the run. */
async function kept(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
    .filter((name) => {
      const [top = ''] = name.split('/');
      if (name.startsWith('figures/')) return name.endsWith('.png');
      return ['course', 'model', 'parts'].includes(top) || runFiles.includes(name);
    })
    .sort();
}

const runFiles = ['held-out.json', 'metrics.jsonl', 'report.html', 'run.json'];
