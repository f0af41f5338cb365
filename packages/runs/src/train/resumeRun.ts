import type { Engine } from '@latentkit/core';
import type { Resolution } from '@latentkit/core/node';
import { counted, isLatentKitError } from '@latentkit/errors';
import type { Catalogue } from '../entry/catalogue.ts';
import { modelOf } from '../entry/catalogue.ts';
import { settledData } from '../entry/fetched.ts';
import { checkFingerprint, fingerprint } from '../entry/fingerprint.ts';
import { loadData } from '../entry/loadData.ts';
import { type Loaded, streamedNotice } from '../entry/loaded.ts';
import { placeNow } from '../entry/placeNow.ts';
import { plan } from '../entry/plan.ts';
import { pluginsApart } from '../entry/plugins.ts';
import { type Checkpoint, checkpointFolder } from '../folder/checkpoints.ts';
import { type Notes, notesShape } from '../folder/notes.ts';
import { loadParts } from '../folder/parts.ts';
import { type RunRecord, versions } from '../folder/record.ts';
import { openRunFolder, type RunFolder } from '../folder/runFolder.ts';
import { lockRun } from '../folder/runLock.ts';
import type { DoRound } from '../rounds/doRound.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import { specOf } from '../spec/specOf.ts';
import { checkSpec } from './checkSpec.ts';
import { notice, type RunEvent } from './events.ts';
import { lifecycle } from './lifecycle.ts';
import { type Chosen, chosenEngine, sessionOf } from './prepare.ts';
import { type Said, saidOf } from './session.ts';

export interface ResumeRunOptions {
  readonly folder: string;
  readonly catalogue: Catalogue;
  /** Keys of the spec that are to be other from here on: `epochs`, `engine`, `saveEvery`, `keep`, `onNan`, `data`. */
  readonly changes?: Readonly<Record<string, unknown>>;
  /** The engine that the run had, else the best that loads, unless one is handed over or named in `changes`. */
  readonly engine?: Engine | Resolution;
  readonly signal?: AbortSignal;
  /** For the folder of a run whose spec has `workers`: what has the parts of its rounds done; this process does by default. */
  readonly doRound?: (folder: string) => DoRound;
}

/**
 * Go on with a run from its newest checkpoint that is whole, or from the beginning where it has none, bit for bit as if it had not stopped.
 * Of a run that is finished it says so and yields nothing else. Leaving the loop is what it is in `trainRun`.
 *
 * @throws RUN for a folder without a run, or one that another process trains; SPEC or DATA for what is no longer the same
 */
export async function* resumeRun(options: ResumeRunOptions): AsyncGenerator<RunEvent, void> {
  const { folder: path, catalogue, changes = {} } = options;
  const unlock = await lockRun(path);
  try {
    const { folder, record: found } = await openRunFolder(path);
    const record = found as Partial<RunRecord>;
    const spec = await settledData(specOf(path, found, { catalogue, given: changes }));
    if (record.status === 'finished' && spec.epochs === record.spec?.epochs) {
      const longer = `To train it longer: latentkit resume ${path} --epochs <more>`;
      yield notice(`${path} is finished: ${counted(spec.epochs, 'epoch')}. ${longer}`);
      return;
    }
    for (const text of pluginsApart(found, catalogue)) yield notice(text);
    const checkpoints = checkpointFolder<Notes>(`${path}/checkpoints`, { notes: notesShape });
    const { newest, damaged } = await checkpoints.newest();
    for (const text of damaged) yield notice(text);
    checkSpec(path, spec, newest);
    const data = await loadData(catalogue.datasets, spec, placeNow(catalogue, record, changes));
    try {
      yield* goOn(options, { folder, record, spec, newest, data });
    } finally {
      await data.close?.();
    }
  } finally {
    unlock();
  }
}

interface Found {
  readonly folder: RunFolder;
  readonly record: Partial<RunRecord>;
  readonly spec: RunSpec;
  readonly newest: Checkpoint<Notes> | undefined;
  readonly data: Loaded;
}

async function* goOn(options: ResumeRunOptions, { folder, record, spec, newest, data }: Found) {
  const { catalogue, signal, doRound } = options;
  const entry = modelOf(catalogue, spec.model, `resume ${folder.path}, model`);
  const trainedOn = newest?.notes.data ?? record.data?.fingerprint;
  for (const text of streamedNotice(data)) yield notice(text);
  const known = await fingerprint(entry, data);
  if (trainedOn) checkFingerprint(`resume ${folder.path}, data`, known, trainedOn);
  const said = saidOf();
  const before = newest?.notes.engine ?? record.engine?.name;
  const chosen = await engineLike(before, { ...options, spec, said });
  const parts = await loadParts(catalogue, { entry, spec, folder: folder.path });
  const planned = await plan(spec, entry, { data, parts });
  let owned = true;
  try {
    for (const text of differences(newest, before, chosen)) yield notice(text);
    const at = { at: new Date().toISOString(), step: newest?.state.step ?? 0, engine: chosen.engine.name };
    const earlier = {
      started: record.started ?? new Date().toISOString(),
      resumed: [...(record.resumed ?? []), at],
    };
    const needed = {
      catalogue,
      spec,
      entry,
      data,
      plan: planned,
      chosen,
      folder,
      signal,
      said,
      known,
      earlier,
      doRound,
    };
    const session = await sessionOf(needed);
    owned = false;
    yield* lifecycle(session, { plan: planned, from: newest });
  } finally {
    if (owned) planned.model.dispose();
  }
}

/** What may change results, one line each. */
function differences(newest: Checkpoint<Notes> | undefined, before: string | undefined, { engine }: Chosen): string[] {
  const { state, notes, name } = newest ?? {};
  const where = state
    ? `from ${name}: step ${state.step}, epoch ${state.epoch}, example ${state.examples}`
    : 'no checkpoint yet: from the beginning';
  const lines = [where];
  if (before !== undefined && engine.name !== before)
    lines.push(`on ${engine.name} instead of ${before}: the results agree within tolerance, not bit for bit`);
  for (const [what, version] of Object.entries(versions())) {
    const then = notes?.versions[what] ?? version;
    if (then !== version) lines.push(`${what} ${version} instead of ${then}: the results may differ in the last bits`);
  }
  return lines;
}

/** The engine that was asked for, or the one that the run had, or the best that is there. */
async function engineLike(
  before: string | undefined,
  { engine, changes = {}, spec, said }: ResumeRunOptions & { spec: RunSpec; said: Said },
): Promise<Chosen> {
  const named = (name: string) => chosenEngine(engine, { ...spec, engine: name }, said);
  if (changes.engine !== undefined || before === undefined) return named(spec.engine);
  return named(before).catch((error) => {
    if (!isLatentKitError(error) || !error.code.startsWith('ENGINE_')) throw error;
    return named('auto');
  });
}
