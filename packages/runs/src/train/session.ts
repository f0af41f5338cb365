import type { Engine } from '@latentkit/core';
import type { Catalogue } from '../entry/catalogue.ts';
import type { Fingerprint } from '../entry/fingerprint.ts';
import type { Loaded } from '../entry/loaded.ts';
import type { ModelEntry } from '../entry/modelEntry.ts';
import { type Plan, plan } from '../entry/plan.ts';
import type { checkpointFolder } from '../folder/checkpoints.ts';
import type { metricsLog } from '../folder/metricsLog.ts';
import type { Notes, Start } from '../folder/notes.ts';
import type { OpenRun } from '../folder/openRun.ts';
import { loadParts } from '../folder/parts.ts';
import type { RunRecord } from '../folder/record.ts';
import type { RunFolder } from '../folder/runFolder.ts';
import type { DoRound } from '../rounds/doRound.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import { type NoticeEvent, notice } from './events.ts';

/** What stays the same while a process trains a run, whatever is tried again. */
export interface Session {
  readonly catalogue: Catalogue;
  readonly spec: RunSpec;
  readonly entry: ModelEntry;
  readonly data: Loaded;
  readonly fingerprint: Fingerprint;
  readonly engine: Engine;
  readonly folder: RunFolder;
  readonly signal: AbortSignal;
  readonly checkpoints: ReturnType<typeof checkpointFolder<Notes>>;
  readonly log: ReturnType<typeof metricsLog>;
  /** What is known of the run before it trains. */
  readonly record: Omit<RunRecord, 'status' | 'epochs'>;
  readonly said: Said;
  /** Has the parts of rounds done, where the spec asks for rounds; this process does by default. */
  readonly doRound?: DoRound | undefined;
}

/** Lines that come up while no event can be yielded, such as an engine's. */
export type Said = ReturnType<typeof saidOf>;

export function saidOf() {
  const waiting: string[] = [];
  return {
    add(text: string): void {
      waiting.push(text);
    },
    *events(): Generator<NoticeEvent> {
      for (let text = waiting.shift(); text !== undefined; text = waiting.shift()) yield notice(text);
    },
  };
}

/** The run's own learning rate, less what rollbacks took of it. */
export function rateOf(plan: Pick<Plan, 'learningRate'>, { notes }: Start): (step: number) => number {
  return (step) => notes.rateFactor * plan.learningRate(step);
}

/** What the spec means, with a new model. */
export async function planAnew({ catalogue, spec, entry, data, folder }: Session): Promise<Plan> {
  return plan(spec, entry, { data, parts: await loadParts(catalogue, { entry, spec, folder: folder.path }) });
}

/** Do what comes before the first step, unless a state is gone on from. */
export async function begin({ spec, entry, data, engine }: Session, { model }: Plan, { state }: Start): Promise<void> {
  if (state === undefined) await entry.start?.(spec)(model, { y: data.train.y, engine });
}

/** The run as `openRun` gives it, with the model as it is now. */
export function openNow(session: Session, model: OpenRun['model']): OpenRun {
  const { folder, spec, entry, record, engine, data, catalogue } = session;
  return {
    path: folder.path,
    spec,
    entry,
    trainedOn: record.data,
    model,
    engine,
    catalogue,
    data: () => Promise.resolve(data),
    checkData() {},
    notices: [],
  };
}
