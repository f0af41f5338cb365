import { join } from 'node:path';
import type { Engine } from '@latentkit/core';
import { type Resolution, resolveEngine } from '@latentkit/core/node';
import type { Catalogue } from '../entry/catalogue.ts';
import { type Fingerprint, fingerprint } from '../entry/fingerprint.ts';
import type { Loaded } from '../entry/loaded.ts';
import type { ModelEntry } from '../entry/modelEntry.ts';
import type { Plan } from '../entry/plan.ts';
import { checkpointFolder } from '../folder/checkpoints.ts';
import { metricsLog } from '../folder/metricsLog.ts';
import { type Notes, notesShape } from '../folder/notes.ts';
import { machine, ownVersion, type RunRecord, versions } from '../folder/record.ts';
import type { RunFolder } from '../folder/runFolder.ts';
import type { DoRound } from '../rounds/doRound.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import { factsOf } from './lifecycle.ts';
import type { Said, Session } from './session.ts';
import { trainedOn } from './trainedOn.ts';

/** An engine, and why it is the one. */
export interface Chosen {
  readonly engine: Engine;
  readonly reason: string;
}

/** The engine that was handed over; else the one of this name, or the best that loads for `auto`. */
export async function chosenEngine(
  given: Engine | Resolution | undefined,
  { engine: name, threads, spinning }: Pick<RunSpec, 'engine' | 'threads' | 'spinning'>,
  said: Said,
): Promise<Chosen> {
  if (given && 'program' in given) return { engine: given, reason: 'handed over' };
  const { engine, report } =
    given ??
    (await resolveEngine({
      notice: said.add,
      ...(name !== 'auto' && { prefer: name }),
      ...(threads && { threads }),
      spinning: spinning === 'on',
    }));
  return { engine, reason: report.find(({ chosen }) => chosen)?.reason ?? '' };
}

interface SessionParts {
  readonly catalogue: Catalogue;
  readonly spec: RunSpec;
  readonly entry: ModelEntry;
  readonly data: Loaded;
  readonly plan: Plan;
  readonly chosen: Chosen;
  readonly folder: RunFolder;
  readonly signal: AbortSignal | undefined;
  readonly said: Said;
  readonly doRound?: ((folder: string) => DoRound) | undefined;
  /** Fingerprint of the data, where it is known. */
  readonly known?: Fingerprint;
  /** What an earlier part of this run says. */
  readonly earlier?: Pick<RunRecord, 'started' | 'resumed'>;
}

/** All that training in a folder needs. Reads data that does not lie in memory once, for its fingerprint. */
export async function sessionOf({
  plan,
  chosen,
  earlier,
  known,
  signal,
  doRound,
  ...parts
}: SessionParts): Promise<Session> {
  const { catalogue, spec, entry, data, folder } = parts;
  const { engine, reason } = chosen;
  const tables = known ?? (await fingerprint(entry, data));
  const record = {
    latentkit: ownVersion(),
    spec,
    engine: { name: engine.name, reason },
    versions: versions(),
    machine: machine(),
    ...(catalogue.plugins && catalogue.plugins.length > 0 && { plugins: catalogue.plugins }),
    data: trainedOn(data, tables),
    started: new Date().toISOString(),
    ...earlier,
    ...factsOf(parts, plan),
  };
  return {
    ...parts,
    ...(doRound && { doRound: doRound(folder.path) }),
    engine,
    fingerprint: tables,
    record,
    signal: signal ?? new AbortController().signal,
    checkpoints: checkpointFolder<Notes>(join(folder.path, 'checkpoints'), { notes: notesShape }),
    log: metricsLog(join(folder.path, 'metrics.jsonl')),
  };
}
