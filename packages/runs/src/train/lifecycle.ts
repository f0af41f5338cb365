import { notFinite, parameterCount, weightsAt } from '@latentkit/core';
import { isLatentKitError } from '@latentkit/errors';
import { trainingOf } from '../entry/loaded.ts';
import type { Plan } from '../entry/plan.ts';
import type { Checkpoint } from '../folder/checkpoints.ts';
import { beginning, type Notes, type Start } from '../folder/notes.ts';
import type { OpenRun } from '../folder/openRun.ts';
import type { RunRecord } from '../folder/record.ts';
import { heldOut } from '../use/heldOut.ts';
import { afterFault } from './afterFault.ts';
import { attempt } from './attempt.ts';
import { notice, type RunEvent, type StartedEvent } from './events.ts';
import type { History } from './history.ts';
import { openNow, planAnew, type Session } from './session.ts';

/**
 * The life of a run in its folder: run.json from the first moment, losses as they come, checkpoints as the spec says, the model after every
 * epoch, and in the end how it ended.
 *
 * @param options.plan of the spec on this data; its model is disposed of here
 * @param options.from where it goes on; from the beginning where there is none
 */
export async function* lifecycle(
  session: Session,
  { plan: planned, from: checkpoint }: { plan: Plan; from?: Checkpoint<Notes> | undefined },
): AsyncGenerator<RunEvent, void> {
  const { spec, log, record, checkpoints } = session;
  let current = planned;
  let from: Start = checkpoint ?? beginning;
  const history: History = { epochs: [] };
  const write = (state: Pick<RunRecord, 'status'> & Partial<RunRecord>) =>
    writeRecord(session, { ...record, ...state, ...rollbacksOf(from), epochs: history.epochs });
  let left = true;
  try {
    await checkpoints.tidy(checkpoint?.name, { keep: spec.keep, best: from.notes.best?.step });
    yield started(session, checkpoint);
    yield* session.said.events();
    for (;;) {
      history.epochs.length = 0;
      delete history.test;
      try {
        yield* attempt(session, {
          plan: current,
          from,
          history,
          running: async () => {
            await write({ status: 'running' });
          },
        });
        break;
      } catch (error) {
        const after = yield* afterFault(error, session, from);
        if ('error' in after) {
          // What cannot be written now, because the disk is full, must not hide why.
          await log.flush().catch(() => {});
          await write(failed(after.error)).catch(() => {});
          throw after.error;
        }
        current.model.dispose();
        current = await planAnew(session);
        from = after.from;
      }
    }
    left = false;
    const status = session.signal.aborted ? 'stopped' : 'finished';
    const run = openNow(session, current.model);
    // Before the run counts as finished: what is killed here is made when it goes on.
    if (status === 'finished') yield* withEnergies(run);
    const ended = await write({ status, ...endOf(history) });
    yield { kind: 'finished', record: ended, run };
  } catch (error) {
    left = false;
    throw error;
  } finally {
    if (left) await write({ status: 'stopped', ...endOf(history) });
    current.model.dispose();
  }
}

/** Stores the energies that new rows are ranked among; a run that has none finishes all the same. @throws IO */
async function* withEnergies(run: OpenRun): AsyncGenerator<RunEvent, void> {
  try {
    await heldOut(run);
  } catch (error) {
    if (isLatentKitError(error) && error.code === 'IO') throw error;
    yield notice(`held-out energies are not stored: ${(error as Error).message}`);
  }
}

const endOf = ({ test }: History) => ({
  ...(test && { test }),
  finished: new Date().toISOString(),
  // The system tells kilobytes.
  peakMemory: 1000 * process.resourceUsage().maxRSS,
});

const rollbacksOf = ({ notes: { rollbacks } }: Start) => (rollbacks.length > 0 ? { rollbacks } : {});

function failed(error: unknown) {
  const fault = notFinite(error);
  const message = (error as Error).message;
  const named = fault && { fault: { ...fault, value: String(fault.value), rows: [...fault.rows] } };
  return { status: 'failed', error: message, ...named } as const;
}

async function writeRecord({ folder }: Session, record: RunRecord): Promise<RunRecord> {
  await folder.write('run.json', `${JSON.stringify(record, null, 2)}\n`);
  return record;
}

function started({ folder, record, data }: Session, checkpoint: Checkpoint<Notes> | undefined): StartedEvent {
  const examples = trainingOf(data).y.shape[0] as number;
  if (!checkpoint) return { kind: 'started', folder: folder.path, record, examples };
  const { name, state } = checkpoint;
  const from = { name, step: state.step, epoch: state.epoch, examples: state.examples };
  return { kind: 'started', folder: folder.path, record, examples, from };
}

/** What a record says of the model and its objective. */
export function factsOf({ entry, spec, data }: Pick<Session, 'entry' | 'spec' | 'data'>, { model, objective }: Plan) {
  const { title, names } = entry.judge(spec);
  const lastStep = spec.epochs * Math.ceil((trainingOf(data).y.shape[0] as number) / spec.batchSize) - 1;
  return {
    parameters: parameterCount(model),
    weights: weightsAt(objective.weights, lastStep),
    judgedBy: { title, terms: names },
  };
}
