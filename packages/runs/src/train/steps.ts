import { type TrainEvent, train } from '@latentkit/core';
import { trainingOf } from '../entry/loaded.ts';
import type { Plan } from '../entry/plan.ts';
import { tablesOf } from '../entry/tablesOf.ts';
import type { Start } from '../folder/notes.ts';
import { begin, rateOf, type Session } from './session.ts';

/** Steps from one norm of the gradients in the log to the next: a step that tells it takes longer. */
const gradientNormEvery = 50;

export interface StepsOptions {
  readonly from: Start;
  /** Whose rollbacks decide what is left of the learning rate; `from` by default. */
  readonly course?: Start;
  readonly watchGradients?: boolean;
}

/** The events of training by a plan, from a checkpoint or from the beginning on. */
export async function* steps(
  session: Session,
  plan: Plan,
  { from, course = from, watchGradients = false }: StepsOptions,
): AsyncGenerator<TrainEvent, void> {
  const { entry, spec, data, engine, signal } = session;
  const { epochs, batchSize, seed } = spec;
  await begin(session, plan, from);
  yield* train({
    ...plan,
    learningRate: rateOf(plan, course),
    data: tablesOf(entry, trainingOf(data)),
    engine,
    epochs,
    batchSize,
    seed,
    signal,
    watchGradients,
    gradientNormEvery,
    ...(from.state && { from: from.state }),
  });
}
