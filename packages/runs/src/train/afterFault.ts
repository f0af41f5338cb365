import { join } from 'node:path';
import { type NotFinite, notFinite } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { Checkpoint } from '../folder/checkpoints.ts';
import { beginning, type Notes, type Start } from '../folder/notes.ts';
import { notice, type RunEvent } from './events.ts';
import { planAnew, type Session } from './session.ts';
import { steps } from './steps.ts';

const mostRollbacks = 5;

type After = { readonly error: unknown } | { readonly from: Start };

/** What follows an error in training: where to go on from, with half the learning rate, or the error that ends the run. */
export async function* afterFault(
  error: unknown,
  session: Session,
  from: Start,
): AsyncGenerator<RunEvent, After, undefined> {
  const { spec, folder, checkpoints, signal } = session;
  const met = notFinite(error);
  if (!met) return { error };
  const { newest: good, damaged } = await checkpoints.newest({ scheduled: true });
  for (const text of damaged) yield notice(text);
  const start = good ?? beginning;
  yield notice(
    `step ${met.step}: ${met.what} is ${met.value}; searching for the first non-finite value, from step ${start.state?.step ?? 0} on`,
  );
  const fault = await firstFault(met, start, { session, from });
  const { rollbacks, rateFactor } = from.notes;
  if (spec.onNan === 'rollback' && rollbacks.length < mostRollbacks && !signal.aborted) {
    const { state, notes } = (await beforeTried(good, session, from)) ?? beginning;
    const back = { step: fault.step, what: fault.what, to: state?.step ?? 0, rateFactor: rateFactor / 2 };
    yield { kind: 'rolledBack', ...back, value: fault.value };
    const course = { ...notes, rateFactor: back.rateFactor, rollbacks: [...rollbacks, back] };
    return { from: { ...(state && { state }), notes: course } };
  }
  const lastGood = good ? join(checkpoints.path, good.name) : 'none, the run is at its beginning';
  return {
    error: expected({
      where: `train, epoch ${fault.epoch}, step ${fault.step}`,
      expected: `a finite ${fault.what}`,
      received: `${fault.value}${namedRows(fault, folder.path)}`,
      todo: `Last good checkpoint: ${lastGood}. To continue from it with half the learning rate: latentkit resume ${folder.path} --on-nan rollback.`,
      code: 'NOT_FINITE',
      cause: fault,
    }),
  };
}

/** Numbers can be finite and lost: a checkpoint that was gone back to in vain is passed over for the one before. */
async function beforeTried(good: Checkpoint<Notes> | undefined, { checkpoints }: Session, { notes }: Start) {
  const last = notes.rollbacks.at(-1)?.to;
  if (!good || last !== good.state.step) return good;
  return (await checkpoints.newest({ scheduled: true, below: last })).newest ?? good;
}

function namedRows({ rows }: NotFinite, folder: string): string {
  if (rows.length === 0) return '';
  const more = rows.length > 8 ? ` and ${rows.length - 8} more, all in ${join(folder, 'run.json')}` : '';
  return ` for the batch of rows ${rows.slice(0, 8).join(', ')}${more}`;
}

/** A loss that is not a number shows one step after the gradient that broke the weights: so the steps since the checkpoint are done again, watched. */
async function firstFault(
  met: NotFinite,
  good: Start,
  { session, from }: { session: Session; from: Start },
): Promise<NotFinite> {
  const planned = await planAnew(session);
  try {
    const watched = steps(session, planned, { from: good, course: from, watchGradients: true });
    for await (const event of watched) if ('step' in event && event.step >= met.step) break;
  } catch (error) {
    return notFinite(error) ?? met;
  } finally {
    planned.model.dispose();
  }
  return met;
}
