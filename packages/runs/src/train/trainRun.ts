import type { Engine } from '@latentkit/core';
import type { Resolution } from '@latentkit/core/node';
import { type Catalogue, modelOf } from '../entry/catalogue.ts';
import { checkDomain } from '../entry/checkDomain.ts';
import { settledData } from '../entry/fetched.ts';
import { loadData } from '../entry/loadData.ts';
import { streamedNotice } from '../entry/loaded.ts';
import { plan, settled } from '../entry/plan.ts';
import { defaultFolder } from '../folder/defaultFolder.ts';
import { copyParts, loadParts } from '../folder/parts.ts';
import { createRunFolder } from '../folder/runFolder.ts';
import { lockRun } from '../folder/runLock.ts';
import type { DoRound } from '../rounds/doRound.ts';
import { roundsOf } from '../rounds/roundsOf.ts';
import { runSpec, type SpecInput } from '../spec/runSpec.ts';
import { notice, type RunEvent } from './events.ts';
import { lifecycle } from './lifecycle.ts';
import { chosenEngine, sessionOf } from './prepare.ts';
import { saidOf } from './session.ts';

export interface TrainRunOptions {
  /** The model's name and whatever is not its default: see `runSpec`. */
  readonly spec: SpecInput;
  /** What the spec's names mean. */
  readonly catalogue: Catalogue;
  /** The engine that the spec names, the best that loads for `auto`, unless one is handed over. */
  readonly engine?: Engine | Resolution;
  /** New or empty; `runs/<model>-<data>` by default. */
  readonly folder?: string;
  /** Raise it to stop after the step in flight; the run is saved, and `finished` still comes. */
  readonly signal?: AbortSignal;
  /** For the folder of a run whose spec has `workers`: what has the parts of its rounds done; this process does by default. */
  readonly doRound?: (folder: string) => DoRound;
}

/**
 * Train by a spec into a run folder. Nothing is written before spec, data and model are known to fit; then run.json, metrics.jsonl,
 * checkpoints/ and model/ are kept such that a process killed at any moment leaves a run that `resumeRun` ends with the same bits.
 *
 * Leaving the loop early (`break`, `return()`, an error in its body) stops the run as a raised signal does, without an evaluation: all up to
 * the last event is saved, run.json says `stopped`, and the lock is given back.
 *
 * @throws SPEC, DATA, RUN in one line before training; NOT_FINITE, IO during it, after run.json says `failed`
 * @example
 * import { mkdtemp } from 'node:fs/promises';
 * const folder = await mkdtemp('/tmp/run-');
 * for await (const event of trainRun({ spec: { model: 'small', data: 'waves', epochs: 1 }, catalogue, folder }))
 *   if (event.kind === 'evaluated') console.log(event.epoch, event.test.perExample);
 */
export async function* trainRun(options: TrainRunOptions): AsyncGenerator<RunEvent, void> {
  const { catalogue } = options;
  const given = await settledData(runSpec(catalogue, options.spec));
  roundsOf(given);
  const entry = modelOf(catalogue, given.model, 'spec, model');
  const data = await loadData(catalogue.datasets, given);
  try {
    const { spec, said: decided } = settled(given, entry, data);
    await checkDomain(spec, entry, data);
    for (const text of [...(data.notes ?? []), ...streamedNotice(data), ...decided]) yield notice(text);
    const said = saidOf();
    const chosen = await chosenEngine(options.engine, spec, said);
    yield* said.events();
    const planned = await plan(spec, entry, { data, parts: await loadParts(catalogue, { entry, spec }) });
    let [owned, unlock] = [true, () => {}];
    try {
      const folder = await createRunFolder(options.folder ?? defaultFolder(`${spec.model}-${data.name}`));
      unlock = await lockRun(folder.path);
      await copyParts(entry, spec, folder);
      const { signal, doRound } = options;
      const needed = { catalogue, spec, entry, data, plan: planned, chosen, folder, signal, said, doRound };
      const session = await sessionOf(needed);
      owned = false;
      yield* lifecycle(session, { plan: planned });
    } finally {
      if (owned) planned.model.dispose();
      unlock();
    }
  } finally {
    await data.close?.();
  }
}
