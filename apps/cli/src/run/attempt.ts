import {
  type EpochEvent,
  type NotFinite,
  type StepEvent,
  type StoppedEvent,
  type TrainState,
  train,
} from '@latentkit/core';
import { expected, isLatentKitError, type LatentKitError } from '@latentkit/errors';
import { trainingOf } from '../catalogue/loaded.ts';
import { models } from '../catalogue/models.ts';
import { withDump } from '../engines/withDump.ts';
import type { checkpointFolder } from './checkpoints.ts';
import { evaluation } from './evaluation.ts';
import { type History, remember } from './history.ts';
import type { metricsLog } from './metricsLog.ts';
import type { Best, Notes, Start } from './notes.ts';
import type { OpenRun } from './openRun.ts';
import type { EpochRow } from './record.ts';
import { saveSchedule } from './saveSchedule.ts';
import { tablesOf } from './tablesOf.ts';
import type { TrainRunOptions } from './trainRun.ts';

export interface AttemptOptions extends Omit<TrainRunOptions, 'from'> {
  readonly from: Start;
  readonly checkpoints: ReturnType<typeof checkpointFolder>;
  readonly log: ReturnType<typeof metricsLog>;
  /** Empty; filled with what came before `from` and then with what comes. */
  readonly history: History;
  /** Says in run.json how far it is. */
  running(): Promise<void>;
}

/** Train from a checkpoint, or from the beginning, to the end of the run, to a signal, or to an error. */
export async function attempt(options: AttemptOptions): Promise<void> {
  const { spec, data, engine, progress, history, log, checkpoints, from } = options;
  const rows = trainingOf(data).y.shape[0] as number;
  const { title, names } = models[spec.model].judge(spec);
  const costOf = (terms: Readonly<Record<string, number>>) => names.reduce((sum, name) => sum + (terms[name] ?? 0), 0);
  const schedule = saveSchedule(spec.saveEvery);
  let best = from.notes.best;
  const save = async (event: StepEvent | EpochEvent | StoppedEvent) => {
    const logged = await log.sync();
    const state = await event.state();
    checkState(state, event);
    const stopped = event.kind === 'stopped';
    const name = await checkpoints.save(
      { state, notes: notesOf(options, { step: state.step, best, logged }) },
      { keep: spec.keep, stopped },
    );
    schedule.saved();
    if (stopped) progress.line(`saved ${name}`);
  };

  for (const event of await log.rewind(from.notes.logged, progress.line)) remember(history, event, costOf);
  await options.running();
  for await (const event of events(options)) {
    // The engine has told the notice of the command.
    if (event.kind === 'notice') continue;
    progress.show(event);
    if (event.kind === 'step') {
      remember(history, event, costOf);
      await log.add(event);
      if (schedule.due(event, rows)) await save(event);
      continue;
    }
    // A signal's save comes first: who sent it may not wait for more.
    if (event.kind === 'stopped') await save(event);
    const test = await evaluation({ engine, spec, model: options.plan.model, split: data.test }).catch((error) => {
      throw testFault(error, event);
    });
    await log.add(event, test);
    remember(history, { ...event, test }, costOf);
    await saveModel(options);
    const ended = { epoch: event.epoch, step: event.step, test, run: openNow(options) };
    if (event.kind === 'stopped') {
      await progress.epochEnd({ ...ended, stopped: true });
      continue;
    }
    const isBest = best === undefined || test.perExample < best.cost;
    if (isBest) best = { epoch: event.epoch, step: event.step, cost: test.perExample } satisfies Best;
    if (isBest || event.epoch === spec.epochs || schedule.due(event, rows)) await save(event);
    await progress.epochEnd({ ...ended, stopped: false });
    progress.line(epochLine(history.epochs.at(-1) as EpochRow, spec.epochs, title));
    await options.running();
  }
}

/** The run as commands open it later, with the model as it is now. */
function openNow({ folder, spec, record, plan: { model }, engine, data }: AttemptOptions): OpenRun {
  return { path: folder.path, spec, trainedOn: record.data, model, engine, data: () => Promise.resolve(data) };
}

/** The cost of the last batch was a number, and the step that followed it broke the weights. */
function checkState({ variables, optimizer }: TrainState, at: { epoch: number; step: number }): void {
  for (const [name, { values }] of [...Object.entries(variables), ...Object.entries(optimizer)]) {
    const value = values.find((one) => !Number.isFinite(one));
    if (value !== undefined) throw notFiniteAt(`weight in ${name}`, value, at);
  }
}

/** An evaluation's error as one of the run. */
function testFault(error: unknown, at: { epoch: number; step: number }): unknown {
  const isOne = isLatentKitError(error) && error.code === 'NOT_FINITE';
  return isOne ? notFiniteAt('cost on the test split', Number.NaN, at) : error;
}

function notFiniteAt(what: string, value: number, { epoch, step }: { epoch: number; step: number }): LatentKitError {
  return expected({
    where: `train, epoch ${epoch}, step ${step}`,
    expected: `a finite ${what}`,
    received: String(value),
    todo: 'Lower the learning rate.',
    code: 'NOT_FINITE',
    cause: { what, value, epoch, step, rows: new Int32Array() } satisfies NotFinite,
  });
}

/** The run's own learning rate, less what rollbacks took of it. */
export function rateOf({ plan, from }: Pick<AttemptOptions, 'plan' | 'from'>): (step: number) => number {
  return (step) => from.notes.rateFactor * plan.learningRate(step);
}

function events(options: AttemptOptions) {
  const { plan, spec, data, engine, signal, dump, from, progress } = options;
  const { epochs, batchSize, seed } = spec;
  return train({
    ...plan,
    learningRate: rateOf(options),
    data: tablesOf(spec, trainingOf(data)),
    engine: dump ? withDump(engine, { write: dump, notice: progress.line }) : engine,
    epochs,
    batchSize,
    seed,
    signal,
    ...(from.state && { from: from.state }),
  });
}

function notesOf(options: AttemptOptions, now: { step: number; best: Best | undefined; logged: number }): Notes {
  const { spec, record, engine, fingerprint, from } = options;
  return {
    latentkit: record.latentkit,
    versions: record.versions,
    spec,
    engine: engine.name,
    data: fingerprint,
    logged: now.logged,
    ...(now.best && { best: now.best }),
    rateFactor: from.notes.rateFactor,
    learningRate: rateOf(options)(now.step),
    rollbacks: from.notes.rollbacks,
  };
}

async function saveModel({ spec, plan, folder }: AttemptOptions): Promise<void> {
  const files = await models[spec.model].save(plan.model);
  for (const [name, bytes] of Object.entries(files)) await folder.write(`model/${name}`, bytes);
}

function epochLine({ epoch, test, seconds, examplesPerSecond }: EpochRow, epochs: number, title: string): string {
  const pixel = `${test.perPixel.toPrecision(4)} a pixel`;
  const speed = `${Math.round(examplesPerSecond)} images/s`;
  return `epoch ${epoch}/${epochs} · test ${title} ${test.perExample.toPrecision(5)} an image, ${pixel} · ${seconds.toFixed(1)} s, ${speed}`;
}
