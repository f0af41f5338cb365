import type { Axis } from '../job/growth.ts';
import type { PageSystemName } from '../page/names.ts';
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
  /** Time ÷ (multiplications and additions of the step's products ÷ what the machine multiplies at): 1 is a step of products alone, as fast as large ones. */
  readonly timesProducts: number;
}

/** The time of a step at one place of an axis. */
export interface GrowthRow extends StepRow {
  readonly axis: Axis;
  readonly at: number;
}

/** The time of one call from the host to the host. */
export interface InferenceRow extends Subject, Spread {
  readonly call: 'encode' | 'decode';
  readonly images: number;
}

/** The time from the start of a process to the end of its first step. */
export type StartRow = Subject & Spread;

/** A whole epoch of a job's images. */
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
  readonly system: SystemName | PageSystemName | 'latentkit train';
  readonly reason: string;
  /** False for a system that cannot do such a job, true for one that broke. */
  readonly failed: boolean;
}
