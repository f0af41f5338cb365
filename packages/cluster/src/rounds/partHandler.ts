import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decodeState, encodeState, notFinite, type TrainState } from '@latentkit/core';
import { noLosses } from '@latentkit/core/internal';
import { writeDurably } from '@latentkit/core/internal/node';
import { expected } from '@latentkit/errors';
import { type Catalogue, type PartTrainer, partTrainer, readRecord } from '@latentkit/runs';
import type { JobHandler } from '../worker/serveJobs.ts';
import { endName, partWork, startFile } from './partWork.ts';

/** The handler of parts: trains this many steps from the state of the round's beginning. Data and model of a run stay in the process for its next part. */
export function partHandler(catalogue: Catalogue): JobHandler {
  let held: { readonly key: string; readonly trainer: PartTrainer } | undefined;

  const trainerOf = async (run: string): Promise<PartTrainer> => {
    const { started, spec } = await readRecord(run);
    const key = JSON.stringify([run, started, spec]);
    if (held?.key === key) return held.trainer;
    await held?.trainer.close();
    held = undefined;
    held = { key, trainer: await partTrainer(run, { catalogue }) };
    return held.trainer;
  };

  return async ({ data, folder, attempt }) => {
    const begun = performance.now();
    const { start, step, examples, steps, leads, rateFactor } = partWork.parse(data.work);
    const state = await startState(folder, start);
    const trainer = await trainerOf(dirname(folder));
    const from = { ...state, step, examples, sums: leads ? state.sums : noLosses };
    try {
      const { state: end, losses, notices } = await trainer.train({ from, steps }, rateFactor);
      await writeDurably(join(attempt, endName), encodeState(end));
      return { losses, notices, seconds: (performance.now() - begun) / 1000 };
    } catch (error) {
      const met = notFinite(error);
      if (met === undefined) throw error;
      // It would come again: whoever leads the run decides what follows.
      const fault = { ...met, value: String(met.value), rows: [...met.rows] };
      return { fault, message: (error as Error).message };
    }
  };
}

async function startState(folder: string, start: string): Promise<TrainState> {
  const path = startFile(folder, start);
  const bytes = await readFile(path).catch((cause) => {
    throw unlike(path, cause.code === 'ENOENT' ? 'no such file' : cause.message);
  });
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== start) throw unlike(path, `sha256 ${found.slice(0, 12)}…`);
  return decodeState(bytes, { name: path }).state;
}

/** Another attempt may see it: IO is tried again. */
const unlike = (where: string, received: string) =>
  expected({
    where,
    expected: 'the weights that the round begins with',
    received,
    todo: 'Share the folder of the run with this machine.',
    code: 'IO',
  });
