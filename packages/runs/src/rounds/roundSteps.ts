import { type StepEvent, type TrainEvent, type TrainState, trainable, weightsAt } from '@latentkit/core';
import {
  assignArrays,
  innerState,
  type LossSums,
  meanLosses,
  mergeRound,
  noLosses,
  readArrays,
  roundParts,
} from '@latentkit/core/internal';
import { dispose } from '@tensorflow/tfjs-core';
import { trainingOf } from '../entry/loaded.ts';
import type { Plan } from '../entry/plan.ts';
import type { Start } from '../folder/notes.ts';
import { begin, rateOf, type Session } from '../train/session.ts';
import type { DoRound, Part } from './doRound.ts';
import { partsHere } from './partsHere.ts';
import type { Rounds } from './roundsOf.ts';

/**
 * The events of training in rounds, from a checkpoint or from the beginning on: a step event for each round, with the losses of all its parts. A signal ends
 * the round in hand without a trace: what is saved is where it began.
 */
export async function* roundSteps(
  session: Session,
  plan: Plan,
  { from, rounds, doRound = partsHere(session, plan) }: { from: Start; rounds: Rounds; doRound?: DoRound | undefined },
): AsyncGenerator<TrainEvent, void> {
  const { spec, data, signal } = session;
  const { epochs, batchSize } = spec;
  const { model, objective } = plan;
  const rate = rateOf(plan, from);
  const learn = Object.keys(trainable(model));
  const rows = trainingOf(data).y.shape[0] as number;
  const batches = Math.ceil(rows / batchSize);
  await begin(session, plan, from);
  let state = from.state ?? (await firstState(session, plan, rows));
  const event = (now: TrainState) => ({ step: now.step, epoch: now.epoch, state: async () => now });
  while (state.epoch <= epochs) {
    const [started, before] = [performance.now(), state.examples];
    while (state.examples < rows) {
      const done = Math.ceil(state.examples / batchSize);
      const parts = roundParts(done, { batches, ...rounds }).map(({ first, steps }, k): Part => {
        const position = { step: state.step - done + first, examples: first * batchSize };
        return { from: { ...innerState(state), ...position, sums: k === 0 ? state.sums : noLosses }, steps };
      });
      const { rateFactor } = from.notes;
      const ends = signal.aborted ? undefined : await doRound({ step: state.step, parts, rateFactor, signal });
      if (ends === undefined) {
        // Parts may have been done in this model.
        assignArrays('round', { variables: state.variables }, { variables: model.variables });
        yield { kind: 'stopped', ...event(state) };
        return;
      }
      const merged = mergeRound(state, ends, { outer: rounds.outer, learn });
      state = merged.state;
      assignArrays('round', { variables: state.variables }, { variables: model.variables });
      for (const text of new Set(ends.flatMap(({ notices }) => notices)))
        yield { kind: 'notice', text, ...event(state) };
      yield stepOf(merged.losses, state);
    }
    const seconds = (performance.now() - started) / 1000;
    const speed = { seconds, examplesPerSecond: (state.examples - before) / seconds };
    const { sums, examples, epoch, step } = state;
    state = { ...state, epoch: epoch + 1, examples: 0, sums: noLosses };
    const now = state;
    yield { kind: 'epoch', step, epoch, examples, ...speed, ...meanLosses(sums), state: async () => now };
  }

  function stepOf(losses: LossSums, now: TrainState): StepEvent {
    const [learningRate, weights] = [rate(now.step - 1), weightsAt(objective.weights, now.step - 1)];
    return { kind: 'step', examples: now.examples, learningRate, weights, ...meanLosses(losses), ...event(now) };
  }
}

/** Before the first step: the model as it was built, the optimiser as it begins. */
async function firstState({ spec }: Session, { model, optimizer }: Plan, rows: number): Promise<TrainState> {
  const moments = optimizer.init(trainable(model));
  try {
    return {
      seed: spec.seed,
      batchSize: spec.batchSize,
      rows,
      step: 0,
      epoch: 1,
      examples: 0,
      sums: noLosses,
      variables: await readArrays(model.variables),
      optimizer: await readArrays(moments),
    };
  } finally {
    dispose(Object.values(moments));
  }
}
