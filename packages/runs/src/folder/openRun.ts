import { join } from 'node:path';
import type { Engine } from '@latentkit/core';
import { type Resolution, resolveEngine } from '@latentkit/core/node';
import type { Dataset } from '@latentkit/datasets';
import type { LatentModel } from '@latentkit/models';
import { type Catalogue, modelOf } from '../entry/catalogue.ts';
import { checkFingerprint, fingerprint } from '../entry/fingerprint.ts';
import { checkPresent, withData } from '../entry/loadData.ts';
import type { Loaded } from '../entry/loaded.ts';
import type { ModelEntry } from '../entry/modelEntry.ts';
import { placeNow } from '../entry/placeNow.ts';
import { pluginsApart } from '../entry/plugins.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import { specOf } from '../spec/specOf.ts';
import type { TrainedOn } from './record.ts';
import { openRunFolder, readFiles } from './runFolder.ts';

/** A trained model with what it was trained on, ready to use. */
export interface OpenRun {
  readonly path: string;
  readonly spec: RunSpec;
  readonly entry: ModelEntry;
  readonly trainedOn: Partial<TrainedOn>;
  readonly model: LatentModel;
  readonly engine: Engine;
  /** What the names of its spec mean. */
  readonly catalogue: Catalogue;
  /** Loaded at the first call. */
  data(): Promise<Loaded & Dataset>;
  /** Looks whether the data are where `data` would read them, and reads nothing. @throws DATA where they are not */
  checkData(): void;
  /** What is to be known of it, one line each: e.g. a plug-in that has changed since. */
  readonly notices: readonly string[];
}

export interface OpenRunOptions {
  readonly catalogue: Catalogue;
  /** What runs the model; the best that loads by default. */
  readonly engine?: Engine | Resolution;
  /** Where the data of the run lie now, if not where they lay in training. */
  readonly data?: string;
}

/** The next step where the data of a run are no longer what it learned from. */
const changedData =
  'Restore the data that the run learned from; to use these under its model, read them as new data: --data <path> of encode, reconstruct, evaluate or score.';

/**
 * Open a run to use its model. The caller disposes of `model`.
 *
 * @param path the run's folder
 * @throws RUN for a folder that holds no run, or one whose plug-in is missing; FILE_FORMAT for a damaged model
 */
export async function openRun(path: string, { catalogue, engine, data: moved }: OpenRunOptions): Promise<OpenRun> {
  const { record } = await openRunFolder(path);
  const spec = specOf(path, record, { catalogue });
  const entry = modelOf(catalogue, spec.model, join(path, 'run.json'));
  const files = await readFiles(join(path, 'model'), ['model.json', 'weights.safetensors'] as const);
  const chosen = engine ?? (await resolveEngine());
  const model = await entry.load(files);
  const trainedOn = (record.data ?? {}) as Partial<TrainedOn>;
  const named = moved === undefined ? spec : { ...spec, data: moved };
  const at = placeNow(catalogue, { data: trainedOn }, { data: moved });
  let loading: Promise<Loaded> | undefined;
  return {
    path,
    spec,
    entry,
    trainedOn,
    catalogue,
    model,
    engine: 'program' in chosen ? chosen : chosen.engine,
    notices: pluginsApart(record, catalogue),
    checkData: () => checkPresent(catalogue.datasets, named, at),
    data() {
      const where = `run ${path}, data`;
      loading ??= withData(
        catalogue.datasets,
        named,
        async (loaded) => {
          // What stays on the disk would take minutes; its shape is told apart by whoever uses it.
          if (loaded.place && trainedOn.fingerprint && !loaded.streamed)
            checkFingerprint(where, await fingerprint(entry, loaded), trainedOn.fingerprint, changedData);
          return loaded;
        },
        at,
      );
      return loading;
    },
  };
}
