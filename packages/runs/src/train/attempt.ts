import type { EpochEvent, StepEvent, StoppedEvent, TrainEvent } from '@latentkit/core';
import { type Evaluator, evaluator } from '../entry/evaluation.ts';
import { trainingOf } from '../entry/loaded.ts';
import type { Plan } from '../entry/plan.ts';
import type { Best, Notes, Start } from '../folder/notes.ts';
import type { EpochRow } from '../folder/record.ts';
import { roundSteps } from '../rounds/roundSteps.ts';
import { roundsOf } from '../rounds/roundsOf.ts';
import { checkState, testFault } from './checkState.ts';
import { notice, type RunEvent, type SavedEvent } from './events.ts';
import { type History, remember } from './history.ts';
import { saveSchedule } from './saveSchedule.ts';
import { openNow, rateOf, type Session } from './session.ts';
import { steps } from './steps.ts';

type Trained = StepEvent | EpochEvent | StoppedEvent;

export interface AttemptOptions {
  readonly plan: Plan;
  readonly from: Start;
  /** Empty; filled with what came before `from` and then with what comes. */
  readonly history: History;
  /** Says in run.json how far it is. */
  running(): Promise<void>;
}

/**
 * Train from a checkpoint, or from the beginning, to the end of the run, to a signal, or to an error. A consumer that leaves the loop stops the
 * run as a signal would: what the last event told of is logged and saved.
 */
export async function* attempt(session: Session, options: AttemptOptions): AsyncGenerator<RunEvent, void> {
  const { log, record, said } = session;
  const { from, history, running } = options;
  const { events: before, lost } = await log.rewind(from.notes.logged);
  if (lost !== undefined) yield notice(lost);
  for (const event of before) remember(history, event, record.judgedBy.terms);
  await running();
  const settle = settler(session, options);
  try {
    for await (const event of trained(session, options)) {
      if (event.kind === 'notice') {
        yield notice(event.text);
        continue;
      }
      let [settled, left] = [false, true];
      try {
        if (event.kind !== 'stopped') yield event;
        const after = await settle(event);
        settled = true;
        yield* said.events();
        yield* after;
        left = false;
      } catch (error) {
        left = false;
        throw error;
      } finally {
        if (left && !settled) await settle(event);
        if (left) await settle.leave(event);
      }
    }
  } finally {
    settle.dispose();
  }
}

/** Plain training, or training in rounds. */
function trained(session: Session, { plan, from }: AttemptOptions): AsyncGenerator<TrainEvent, void> {
  const rounds = roundsOf(session.spec);
  if (rounds === undefined) return steps(session, plan, { from });
  return roundSteps(session, plan, { from, rounds, doRound: session.doRound });
}

/** What is done about each event of training, in an order that a kill at any moment leaves whole. */
function settler(session: Session, { plan, from, history, running }: AttemptOptions) {
  const { spec, entry, data, engine, log, checkpoints, record, folder } = session;
  const rows = trainingOf(data).y.shape[0] as number;
  const schedule = saveSchedule(spec.saveEvery, { begin: from.state?.step ?? 0 });
  let best = from.notes.best;
  let savedStep = from.state?.step;
  let held: Evaluator | undefined;

  const save = async (event: Trained, stopped: boolean): Promise<SavedEvent> => {
    const logged = await log.sync();
    const state = await event.state();
    checkState(state, event);
    const notes = notesOf(session, { plan, from, step: state.step, best, logged });
    const path = await checkpoints.save({ state, notes }, { keep: spec.keep, best: best?.step, stopped });
    schedule.saved(state.step);
    savedStep = state.step;
    return { kind: 'saved', path, step: state.step, stopped };
  };

  const judge = async (event: EpochEvent | StoppedEvent) => {
    held ??= await evaluator({ engine, spec, entry, model: plan.model });
    const test = await held.of(data.test.y.shape[0] === 0 ? data.train : data.test).catch((error) => {
      throw testFault(error, event);
    });
    await log.add(event, test);
    remember(history, { ...event, test }, record.judgedBy.terms);
    for (const [name, bytes] of Object.entries(await entry.save(plan.model)))
      await folder.write(`model/${name}`, bytes);
    return test;
  };

  const settle = async (event: Trained): Promise<RunEvent[]> => {
    if (event.kind === 'step') {
      await log.add(event);
      return schedule.due(event, rows) ? [await save(event, false)] : [];
    }
    const { epoch, step } = event;
    // A stop's save comes first: who asked for it may not wait for more.
    const first = event.kind === 'stopped' ? [await save(event, true)] : [];
    const test = await judge(event);
    const evaluated = { kind: 'evaluated', epoch, step, test, run: openNow(session, plan.model) } as const;
    if (event.kind === 'stopped') return [...first, { ...evaluated, best: false }];
    const isBest = best === undefined || test.perExample < best.cost;
    if (isBest) best = { epoch, step, cost: test.perExample } satisfies Best;
    const due = isBest || epoch === spec.epochs || schedule.due(event, rows);
    const saved = due ? [await save(event, false)] : [];
    await running();
    return [{ ...evaluated, row: history.epochs.at(-1) as EpochRow, best: isBest }, ...saved];
  };

  /** What a stop keeps: all, up to this event. */
  const leave = async (event: Trained): Promise<void> => {
    if (savedStep !== event.step) await save(event, true);
  };
  return Object.assign(settle, { leave, dispose: () => held?.dispose() });
}

function notesOf(
  { spec, record, engine, fingerprint }: Session,
  now: { plan: Plan; from: Start; step: number; best: Best | undefined; logged: number },
): Notes {
  const { rateFactor, rollbacks } = now.from.notes;
  return {
    latentkit: record.latentkit,
    versions: record.versions,
    spec,
    engine: engine.name,
    data: fingerprint,
    logged: now.logged,
    ...(now.best && { best: now.best }),
    rateFactor,
    learningRate: rateOf(now.plan, now.from)(now.step),
    rollbacks,
  };
}
