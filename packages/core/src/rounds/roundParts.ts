/** What one part of a round does: batches of the epoch's order, from the `first` on, counted from 0. */
export interface RoundPart {
  readonly first: number;
  readonly steps: number;
}

/**
 * The parts of the round that begins where `done` batches of an epoch are done: K runs of H batches that follow each other, so that no two parts see one example,
 * and all parts of all rounds of an epoch see each example once. A round ends with its epoch: the last one shares what is left evenly.
 *
 * @param options.batches of the epoch
 * @param options.workers K
 * @param options.localSteps H
 * @returns K parts, or fewer where fewer batches are left
 * @example
 * roundParts(0, { batches: 10, workers: 2, localSteps: 4 }); // [{ first: 0, steps: 4 }, { first: 4, steps: 4 }]
 * roundParts(8, { batches: 10, workers: 2, localSteps: 4 }); // [{ first: 8, steps: 1 }, { first: 9, steps: 1 }]
 */
export function roundParts(
  done: number,
  { batches, workers, localSteps }: { batches: number; workers: number; localSteps: number },
): readonly RoundPart[] {
  const left = batches - done;
  const length = Math.min(localSteps, Math.ceil(left / workers));
  const parts: RoundPart[] = [];
  for (let from = 0; parts.length < workers && from < left; from += length)
    parts.push({ first: done + from, steps: Math.min(length, left - from) });
  return parts;
}
