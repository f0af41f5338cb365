import { join } from 'node:path';
import { type NotFinite, notFinite, train } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import { trainingOf } from '../catalogue/loaded.ts';
import type { AttemptOptions } from './attempt.ts';
import { rateOf } from './attempt.ts';
import type { Checkpoint } from './checkpoints.ts';
import { beginning, type Start } from './notes.ts';
import { plan } from './plan.ts';
import { tablesOf } from './tablesOf.ts';

const mostRollbacks = 5;

type FaultOptions = Pick<
  AttemptOptions,
  'spec' | 'data' | 'engine' | 'folder' | 'progress' | 'signal' | 'from' | 'checkpoints'
>;

/** What follows an error in training: where to go on from, with half the learning rate, or the error that ends the run. */
export async function afterFault(error: unknown, options: FaultOptions): Promise<{ error: unknown } | { from: Start }> {
  const { spec, folder, progress, checkpoints, from } = options;
  const met = notFinite(error);
  if (!met) return { error };
  const good = await checkpoints.newest({ scheduled: true });
  const fault = await firstFault(met, good ?? beginning, options);
  const { rollbacks, rateFactor } = from.notes;
  if (spec.onNan === 'rollback' && rollbacks.length < mostRollbacks && !options.signal.aborted) {
    const { state, notes } = (await beforeTried(good, options)) ?? beginning;
    const back = { step: fault.step, what: fault.what, to: state?.step ?? 0, rateFactor: rateFactor / 2 };
    progress.line(
      `step ${back.step}: ${fault.what} is ${fault.value}; back to step ${back.to} with ${back.rateFactor} of the learning rate`,
    );
    const course = { ...notes, rateFactor: back.rateFactor, rollbacks: [...rollbacks, back] };
    return { from: { ...(state && { state }), notes: course } };
  }
  const lastGood = good ? join(checkpoints.path, good.name) : 'none, the run is at its beginning';
  return {
    error: expected({
      where: `train, epoch ${fault.epoch}, step ${fault.step}`,
      expected: `a finite ${fault.what}`,
      received: `${fault.value}${namedRows(fault, folder.path)}`,
      todo: `Last good checkpoint: ${lastGood}. To go on from it with half the learning rate: latentkit resume ${folder.path} --on-nan rollback.`,
      code: 'NOT_FINITE',
      cause: fault,
    }),
  };
}

/** Numbers can be finite and lost: a checkpoint that was gone back to in vain is passed over for the one before. */
async function beforeTried(good: Checkpoint | undefined, { from, checkpoints }: FaultOptions) {
  const last = from.notes.rollbacks.at(-1)?.to;
  if (!good || last !== good.state.step) return good;
  return (await checkpoints.newest({ scheduled: true, below: last })) ?? good;
}

function namedRows({ rows }: NotFinite, folder: string): string {
  if (rows.length === 0) return '';
  const more = rows.length > 8 ? ` and ${rows.length - 8} more, all in ${join(folder, 'run.json')}` : '';
  return ` for the batch of rows ${rows.slice(0, 8).join(', ')}${more}`;
}

/** A loss that is no number shows one step after the gradient that broke the weights: so the steps since the checkpoint are done again, watched. */
async function firstFault(met: NotFinite, good: Start, options: FaultOptions): Promise<NotFinite> {
  const { spec, data, engine, signal, progress, from } = options;
  progress.line(
    `step ${met.step}: ${met.what} is ${met.value}; looking for what was first, from step ${good.state?.step ?? 0} on`,
  );
  const planned = plan(spec, data);
  const { epochs, batchSize, seed } = spec;
  try {
    const watched = train({
      ...planned,
      learningRate: rateOf({ plan: planned, from }),
      data: tablesOf(spec, trainingOf(data)),
      engine,
      epochs,
      batchSize,
      seed,
      signal,
      watchGradients: true,
      ...(good.state && { from: good.state }),
    });
    for await (const event of watched) if (event.step >= met.step) break;
  } catch (error) {
    return notFinite(error) ?? met;
  } finally {
    planned.model.dispose();
  }
  return met;
}
