import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LatentModel } from '@latentkit/models';
import { type Catalogue, modelOf } from '../entry/catalogue.ts';
import type { ModelEntry } from '../entry/modelEntry.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import { specOf } from '../spec/specOf.ts';
import { openRunFolder, type RunFolder, readFiles } from './runFolder.ts';

const modelFiles = ['model.json', 'weights.safetensors'] as const;

/** Where the parts of a run lie: each a run folder of its own, with `run.json` and `model/`. */
const partOf = (folder: string, name: string) => join(folder, 'parts', name);

/** Copy the runs that a new one is built from into its folder. */
export async function copyParts(entry: ModelEntry, spec: RunSpec, folder: RunFolder): Promise<void> {
  for (const [name, from] of Object.entries(entry.parts?.(spec) ?? {})) {
    const files = await readFiles(join(from, 'model'), modelFiles);
    for (const file of modelFiles) await folder.write(join('parts', name, 'model', file), files[file]);
    await folder.write(join('parts', name, 'run.json'), await readFile(join(from, 'run.json')));
  }
}

/**
 * The models that a run is built from.
 *
 * @param folder the run's own, of one that has begun; without it they are read from where the spec says
 * @throws RUN for a folder that holds no run
 */
export async function loadParts(
  catalogue: Catalogue,
  { entry, spec, folder }: { entry: ModelEntry; spec: RunSpec; folder?: string },
): Promise<Record<string, LatentModel>> {
  const loaded: Record<string, LatentModel> = {};
  try {
    for (const [name, from] of Object.entries(entry.parts?.(spec) ?? {}))
      loaded[name] = await modelIn(folder === undefined ? from : partOf(folder, name), catalogue);
    return loaded;
  } catch (error) {
    for (const model of Object.values(loaded)) model.dispose();
    throw error;
  }
}

/** The model of a run, without its data. */
async function modelIn(path: string, catalogue: Catalogue): Promise<LatentModel> {
  const { record } = await openRunFolder(path);
  const { model } = specOf(path, record, { catalogue });
  const entry = modelOf(catalogue, model, join(path, 'run.json'));
  return entry.load(await readFiles(join(path, 'model'), modelFiles));
}
