import type { SystemName } from '../systems/systems.ts';
import type { Spread } from './statistics.ts';

/** Which system, on which job, and what it is. */
interface Subject {
  readonly job: string;
  readonly system: SystemName;
  readonly threads: number;
  readonly version: string;
  /** Which of several ways of running it; empty where there is one. */
  readonly variant: string;
}

/** The time of a training step. */
export interface StepRow extends Subject, Spread {
  readonly imagesPerSecond: number;
  readonly batchSize: number;
  /** Steps that were timed. */
  readonly steps: number;
  /** Share of one core that the process used while others were timed. */
  readonly idleShare: number;
}

/** The time of one call from the host to the host. */
export interface InferenceRow extends Subject, Spread {
  readonly call: 'encode' | 'decode';
  readonly images: number;
}

/** The time from the start of a process to the end of its first step. */
export type StartRow = Subject & Spread;

/** A whole epoch of 60 000 images. */
export interface EpochRow {
  readonly job: string;
  readonly system: SystemName | 'latentkit train';
  readonly threads: number;
  readonly seconds: number;
  /** The most memory that the process has held. */
  readonly peakBytes: number;
  readonly version: string;
  /** Of `latentkit train`: its epoch ÷ (steps × median step of the compiled engine). */
  readonly timesItsSteps?: number;
}

/** A system that was asked for and did not run a job. */
export interface Skipped {
  readonly job: string;
  readonly system: SystemName | 'latentkit train';
  readonly reason: string;
  /** False for a system that cannot do such a job, true for one that broke. */
  readonly failed: boolean;
}
