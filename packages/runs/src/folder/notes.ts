import type { TrainState } from '@latentkit/core';
import { z } from 'zod';
import type { Fingerprint } from '../entry/fingerprint.ts';
import type { RunSpec } from '../spec/runSpec.ts';

/** Where training starts: at the beginning, or with a state. */
export interface Start {
  readonly state?: TrainState;
  readonly notes: Course;
}

/** What a run has come through. */
export interface Course {
  /** Bytes of metrics.jsonl that were written by then. */
  readonly logged: number;
  /** The best epoch so far, by the cost on the test split; saved where the epoch ended. */
  readonly best?: Best;
  /** What the schedule's learning rate is multiplied by, below 1 after a rollback. */
  readonly rateFactor: number;
  readonly rollbacks: readonly Rollback[];
}

export const beginning: Start = { notes: { logged: 0, rateFactor: 1, rollbacks: [] } };

/** What a checkpoint holds beside the state. */
export interface Notes extends Course {
  readonly latentkit: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly spec: RunSpec;
  /** The engine's name: on another one, a run goes on within tolerance. */
  readonly engine: string;
  readonly data: Fingerprint;
  /** The learning rate of the next step. */
  readonly learningRate: number;
}

export interface Best {
  readonly epoch: number;
  /** Steps done by its end. */
  readonly step: number;
  readonly cost: number;
}

/** A return to an earlier checkpoint, because something was not finite. */
export interface Rollback {
  /** The step that failed, and what was not finite. */
  readonly step: number;
  readonly what: string;
  /** Steps of the checkpoint that the run went back to. */
  readonly to: number;
  readonly rateFactor: number;
}

const count = z.int().min(0);
const table = z.looseObject({ shape: z.array(count), type: z.string(), scale: z.number(), sha256: z.string() });

/** What a file must have to be read as notes; files come from anywhere. */
export const notesShape = z.looseObject({
  logged: count,
  best: z.looseObject({ epoch: count, step: count, cost: z.number() }).optional(),
  rateFactor: z.number().positive(),
  rollbacks: z.array(z.looseObject({ step: count, what: z.string(), to: count, rateFactor: z.number().positive() })),
  versions: z.record(z.string(), z.string()),
  spec: z.record(z.string(), z.unknown()),
  engine: z.string(),
  data: z.record(z.string(), table),
});
