import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import type { Layout, Plan, Standardization } from '@latentkit/datasets';
import type { MeanTerms } from '@latentkit/metrics';
import type { Plugin } from '../entry/catalogue.ts';
import type { Fingerprint } from '../entry/fingerprint.ts';
import type { Place } from '../entry/readingOf.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import type { Rollback } from './notes.ts';

/** What `run.json` holds: enough to say what was done, and to do it again. */
export interface RunRecord {
  readonly latentkit: string;
  /** The whole parsed spec, defaults included. */
  readonly spec: RunSpec;
  readonly engine: { readonly name: string; readonly reason: string };
  readonly versions: Readonly<Record<string, string>>;
  readonly machine?: Machine;
  /** Peak memory of the process in bytes, read when the run ended. */
  readonly peakMemory?: number;
  /** Code from outside that the run's catalogue had. */
  readonly plugins?: readonly Plugin[];
  readonly data: TrainedOn;
  readonly parameters: number;
  /** What `test` and `trainCost` are: the sum of which terms, and how people call it. */
  readonly judgedBy: { readonly title: string; readonly terms: readonly string[] };
  /** What each term of the objective counts in the last step. */
  readonly weights: Readonly<Record<string, number>>;
  readonly started: string;
  readonly status: 'running' | 'finished' | 'stopped' | 'failed';
  readonly epochs: readonly EpochRow[];
  readonly finished?: string;
  /** On the test split, of the model as saved. */
  readonly test?: MeanTerms;
  readonly error?: string;
  /** Where something was not finite: what, in which step, and the batch's rows of the training data. */
  readonly fault?: {
    readonly what: string;
    readonly value: string;
    readonly epoch: number;
    readonly step: number;
    readonly rows: readonly number[];
  };
  /** Each time the run was taken up again. */
  readonly resumed?: readonly { readonly at: string; readonly step: number; readonly engine: string }[];
  readonly rollbacks?: readonly Rollback[];
}

/** What a run was trained on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  /** E.g. `linux x64`. */
  readonly platform: string;
}

export interface TrainedOn {
  readonly name: string;
  /** Shapes of the splits: [examples, …one example]. */
  readonly train: readonly number[];
  readonly test: readonly number[];
  /** What a stored number is multiplied by on use; runs of early versions do not say. */
  readonly scale?: number;
  /** Fingerprint of every table that the run reads. */
  readonly fingerprint?: Fingerprint;
  /** What each number of a row is called, where the data says so. */
  readonly columns?: readonly string[];
  /** What was done to the numbers of a table before: y = (x − mean) / deviation. */
  readonly standardization?: Standardization;
  /** What became of each column of a table: done to new data too. */
  readonly plan?: Plan;
  /** The name of each class, where classes have names. */
  readonly classes?: readonly string[];
  /** The least and the largest number. */
  readonly range?: readonly [number, number];
  readonly layout?: Layout;
  /** Where the files lay, from any working directory. */
  readonly place?: Place;
  /** What was decided while they were read. */
  readonly notes?: readonly string[];
}

export interface EpochRow {
  readonly epoch: number;
  /** Mean over the epoch's examples of what the run is judged by, met while the weights moved. */
  readonly trainCost: number;
  readonly test: MeanTerms;
  readonly seconds: number;
  readonly examplesPerSecond: number;
}

/** CommonJS has `__filename` and no `import.meta.url`, an ES module the reverse; both are built from this file. */
const require = createRequire(typeof __filename === 'string' ? __filename : import.meta.url);

/** The versions of what a run rests on. */
export function versions(): Record<string, string> {
  const names = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers'];
  const packages = names.map((name) => [name, require(`${name}/package.json`).version as string]);
  return { node: process.versions.node, ...Object.fromEntries(packages) };
}

/** This one. */
export function machine(): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memory: totalmem(),
    platform: `${process.platform} ${process.arch}`,
  };
}

/** The version of LatentKit: all its packages share one. */
export const ownVersion = (): string => require('@latentkit/runs/package.json').version;
