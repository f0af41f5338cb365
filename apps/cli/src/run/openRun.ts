import { join } from 'node:path';
import type { Engine } from '@latentkit/core';
import type { Dataset } from '@latentkit/datasets';
import type { LatentModel } from '@latentkit/models';
import { withData } from '../catalogue/datasets.ts';
import { sayStreamed } from '../catalogue/loaded.ts';
import { models } from '../catalogue/models.ts';
import { chooseEngine } from '../engines/chooseEngine.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import type { TrainedOn } from './record.ts';
import { openRunFolder, readFiles } from './runFolder.ts';
import { specOf } from './specOf.ts';

/** A trained model with what it was trained on, ready to use. */
export interface OpenRun {
  readonly path: string;
  readonly spec: RunSpec;
  readonly trainedOn: Partial<TrainedOn>;
  readonly model: LatentModel;
  readonly engine: Engine;
  data(): Promise<Dataset>;
}

/** @param engine by name, or `auto` */
export async function openRun(path: string, engine: string): Promise<OpenRun> {
  const { record } = await openRunFolder(path);
  const spec = specOf(path, record);
  const files = await readFiles(join(path, 'model'), ['model.json', 'weights.safetensors'] as const);
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const chosen = await chooseEngine(engine, say);
  const model = await models[spec.model].load(files);
  const trainedOn = (record.data ?? {}) as Partial<TrainedOn>;
  let loading: Promise<Dataset> | undefined;
  const data = () => {
    loading ??= withData(spec, async (loaded) => {
      sayStreamed(loaded, say);
      return loaded;
    });
    return loading;
  };
  return { path, spec, trainedOn, model, engine: chosen.engine, data };
}
