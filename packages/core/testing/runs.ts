import { type Engine, type Model, type TrainEvent, type TrainOptions, type TrainState, train } from '../src/index.ts';
import { compiledCandidate } from '../src/node.ts';

/** The compiled engine on one thread, whose results repeat bit for bit; core must not import it by name. */
export const compiledOnOneThread = (): Promise<Engine> => compiledCandidate({ threads: 1 }).load();

/** Steps and epochs of a run without timings, and its last state; the run ends after `stopAfter` of them. */
export async function drive<M extends Model, Name extends string>(
  options: TrainOptions<M, Name>,
  stopAfter = Number.POSITIVE_INFINITY,
) {
  const events: Pick<TrainEvent, 'kind' | 'step'>[] = [];
  let state: TrainState | undefined;
  for await (const event of train(options)) {
    if (event.kind === 'notice') continue;
    const { kind, step } = event;
    events.push({ kind, step, ...('terms' in event && { terms: event.terms, total: event.total }) });
    state = await event.state();
    if (events.length === stopAfter) break;
  }
  return { events, state: state as TrainState };
}
