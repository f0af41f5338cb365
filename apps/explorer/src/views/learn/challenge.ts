import type { Said } from '../../language/phrases.ts';
import type { Challenge } from '../../learn/lessons.ts';

/** Steps of the running mean. */
const window = 20;

/** Where a reader stands with a challenge, and what is said of it. */
export interface Standing {
  readonly state: 'open' | 'won' | 'lost';
  readonly words: Said;
}

/**
 * @param losses of every step so far
 * @param knob the place of the knob's value in use
 */
export function standing(
  { below, within, knob: wanted }: Challenge,
  losses: readonly number[],
  knob: number,
): Standing {
  if (wanted !== undefined && wanted !== knob) return { state: 'open', words: { phrase: 'firstChoose' } };
  const reached = firstBelow(losses.slice(0, within), below);
  if (reached !== undefined) return { state: 'won', words: { phrase: 'won', values: { below, steps: reached } } };
  if (losses.length < within)
    return { state: 'open', words: { phrase: 'stepsLeft', values: { steps: within - losses.length } } };
  return { state: 'lost', words: { phrase: 'lost', values: { below, steps: within } } };
}

/** The step after which the mean of the last steps is below a number. */
function firstBelow(losses: readonly number[], below: number): number | undefined {
  let sum = 0;
  for (let i = 0; i < losses.length; i++) {
    sum += (losses[i] as number) - (i < window ? 0 : (losses[i - window] as number));
    if (i + 1 >= window && sum / window < below) return i + 1;
  }
  return undefined;
}
