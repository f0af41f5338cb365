import { createRequire } from 'node:module';
import type { Losses } from '@latentkit/core';

/** What `run.json` holds: enough to say what was done, and to do it again. */
export interface RunRecord {
  readonly latentkit: string;
  /** The whole parsed spec, defaults included. */
  readonly spec: { readonly model: string; readonly data: string; readonly seed: number } & Readonly<Record<string, unknown>>;
  readonly engine: { readonly name: string; readonly reason: string };
  readonly versions: Readonly<Record<string, string>>;
  readonly data: { readonly name: string; readonly train: readonly number[]; readonly test: readonly number[] };
  readonly parameters: number;
  readonly started: string;
  readonly status: 'running' | 'finished' | 'stopped' | 'failed';
  readonly finished?: string;
  readonly results?: RunResults;
}

export interface RunResults {
  readonly epochs: number;
  readonly steps: number;
  readonly seconds: number;
  readonly train?: Losses;
  readonly test: Cost;
}

/** A mean cost on a split. */
export interface Cost {
  readonly perExample: number;
  readonly perPixel: number;
  readonly examples: number;
}

/** The versions of what a run rests on. */
export function versions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const names = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers'];
  const packages = names.map((name) => [name, require(`${name}/package.json`).version as string]);
  return { node: process.versions.node, ...Object.fromEntries(packages) };
}

/** The version of this command. */
export function ownVersion(): string {
  return createRequire(import.meta.url)('../package.json').version;
}
