import { z } from 'zod';

/** What a trial's job takes: a spec by names, and how far to train it. */
export const trialWork = z.strictObject({
  /** Names the folder of the trial. */
  trial: z.int().min(0),
  /** As `runSpec` takes it. */
  spec: z.looseObject({ model: z.string() }),
  /** Epochs by which it stops, all of its run or fewer. */
  until: z.int().positive(),
  /** What a trial is judged by. */
  metric: z.string(),
});

/** What comes of a trial that has got as far as it was to. */
export interface TrialResult {
  /** The metric after each epoch, from the first. */
  readonly course: readonly number[];
  /** Time of training, in all attempts and rungs that count. */
  readonly seconds: number;
  readonly engine: string;
}

/** The folder of a trial inside that of its sweep. */
export const trialFolder = (trial: number): string => `trials/${String(trial).padStart(4, '0')}`;
