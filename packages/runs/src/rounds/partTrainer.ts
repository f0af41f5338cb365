import type { PartDone } from '@latentkit/core/internal';
import { type Catalogue, modelOf } from '../entry/catalogue.ts';
import { checkFingerprint, fingerprint } from '../entry/fingerprint.ts';
import { loadData } from '../entry/loadData.ts';
import { placeNow } from '../entry/placeNow.ts';
import { plan } from '../entry/plan.ts';
import { loadParts } from '../folder/parts.ts';
import type { RunRecord } from '../folder/record.ts';
import { openRunFolder } from '../folder/runFolder.ts';
import { specOf } from '../spec/specOf.ts';
import { chosenEngine } from '../train/prepare.ts';
import { saidOf } from '../train/session.ts';
import type { Part } from './doRound.ts';
import { partsHere } from './partsHere.ts';

/** Trains parts of the rounds of one run, one after the other. */
export interface PartTrainer {
  train(part: Part, rateFactor: number): Promise<PartDone>;
  close(): Promise<void>;
}

/**
 * What a worker needs of a run whose rounds another process leads: its spec, its data, which must be what the run began with, its model and its engine.
 *
 * @param path the folder of the run
 * @throws RUN, SPEC, DATA for what is not here
 */
export async function partTrainer(path: string, { catalogue }: { catalogue: Catalogue }): Promise<PartTrainer> {
  const { record: found } = await openRunFolder(path);
  const record = found as unknown as RunRecord;
  const spec = specOf(path, found, { catalogue });
  const entry = modelOf(catalogue, spec.model, `run ${path}, model`);
  const data = await loadData(catalogue.datasets, spec, placeNow(catalogue, record));
  try {
    const { fingerprint: trainedOn } = record.data;
    if (trainedOn) checkFingerprint(`run ${path}, data`, await fingerprint(entry, data), trainedOn);
    const said = saidOf();
    const { engine } = await chosenEngine(undefined, { ...spec, engine: record.engine.name }, said);
    const planned = await plan(spec, entry, { data, parts: await loadParts(catalogue, { entry, spec, folder: path }) });
    const here = partsHere({ spec, entry, data, engine }, planned);
    const { signal } = new AbortController();
    return {
      async train(part, rateFactor) {
        const ends = await here({ step: part.from.step, parts: [part], rateFactor, signal });
        const [done] = ends as [PartDone];
        const notices = [...said.events()].map(({ text }) => text);
        return { ...done, notices: [...notices, ...done.notices] };
      },
      async close() {
        planned.model.dispose();
        await data.close?.();
      },
    };
  } catch (error) {
    await data.close?.();
    throw error;
  }
}
