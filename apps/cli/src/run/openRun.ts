import { join } from 'node:path';
import type { Engine } from '@latentkit/core';
import type { Dataset } from '@latentkit/datasets';
import { expected } from '@latentkit/errors';
import type { LatentModel } from '@latentkit/models';
import { loadData } from '../catalogue/datasets.ts';
import { models } from '../catalogue/models.ts';
import { chooseEngine } from '../engines/chooseEngine.ts';
import { modelName, type RunSpec, runSpec } from '../spec/runSpec.ts';
import type { TrainedOn } from './record.ts';
import { openRunFolder, readFiles } from './runFolder.ts';

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
  const file = record.spec;
  if (typeof file !== 'object' || file === null) {
    throw expected({
      where: join(path, 'run.json'),
      expected: 'a spec',
      received: 'none',
      todo: 'Give the folder that `latentkit train` printed.',
      code: 'RUN',
    });
  }
  const fileName = join(path, 'run.json');
  const name = modelName((file as Record<string, unknown>).model, `${fileName}, model`);
  const spec = runSpec(name, { file: file as Record<string, unknown>, fileName });
  const files = await readFiles(join(path, 'model'), ['model.json', 'weights.safetensors'] as const);
  const chosen = await chooseEngine(engine, (text) => process.stderr.write(`${text}\n`));
  const model = await models[name].load(files);
  const trainedOn = (record.data ?? {}) as Partial<TrainedOn>;
  return { path, spec, trainedOn, model, engine: chosen.engine, data: () => loadData(spec.data, spec.examples) };
}
