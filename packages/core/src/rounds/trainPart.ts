import type { Model } from '../model.ts';
import { addLosses, type LossSums, noLosses } from '../train/losses.ts';
import { type TrainOptions, train } from '../train/train.ts';
import type { TrainState } from '../train/trainState.ts';

/** What a part of a round has come to. */
export interface PartDone {
  readonly state: TrainState;
  /** Losses of its own steps. */
  readonly losses: LossSums;
  readonly notices: readonly string[];
}

/**
 * Train this many steps from a position, which may be anywhere in the order of an epoch: a part of a round.
 *
 * @returns undefined where the signal was raised before the last step
 */
export async function trainPart<M extends Model, Name extends string>(
  options: TrainOptions<M, Name>,
  { from, steps }: { from: TrainState; steps: number },
): Promise<PartDone | undefined> {
  let losses: LossSums = noLosses;
  const notices: string[] = [];
  let examples = from.examples;
  for await (const event of train({ ...options, from })) {
    if (event.kind === 'notice') notices.push(event.text);
    if (event.kind !== 'step') continue;
    losses = addLosses(losses, event, event.examples - examples);
    examples = event.examples;
    if (event.step === from.step + steps) return { state: await event.state(), losses, notices };
  }
  return undefined;
}
