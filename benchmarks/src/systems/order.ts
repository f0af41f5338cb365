import type { Profile } from '../ours/profile.ts';

/** What a system can be told to do, a line of JSON each. Times are measured inside of it. */
export type Order =
  /** Steps in blocks; the loss is read at the end of a block. Ends early after this many seconds. */
  | { readonly do: 'train'; readonly steps: number; readonly block: number; readonly seconds: number }
  /** Steps with the plan's noise, every loss read. Only before any other order that trains. */
  | { readonly do: 'check'; readonly steps: number; readonly seconds: number }
  /** Codes of this many images, or images of this many codes, from the host to the host. */
  | {
      readonly do: 'encode' | 'decode';
      readonly images: number;
      readonly times: number;
      readonly warmUp: number;
      readonly seconds: number;
    }
  /** A shuffled epoch with its last, smaller batch; both batch sizes are warmed up before. */
  | { readonly do: 'epoch'; readonly block: number }
  /** As many steps of a new training, from the first weights and batches of the plan; its weights go into a file. Ours only. Ends early after this many seconds. */
  | { readonly do: 'weights'; readonly steps: number; readonly seconds: number; readonly file: string }
  /** An epoch with the shares of its time; the compiled engine only. */
  | { readonly do: 'profile'; readonly folder: string }
  /** The most memory that the process has held. */
  | { readonly do: 'memory' };

export interface Ready {
  readonly ready: true;
  /** The library that computes, e.g. `torch 2.15.0`. */
  readonly version: string;
  /** Which of several ways of running the step was the fastest in a short trial; empty where there is one. */
  readonly variant: string;
}

export interface Answers {
  readonly train: { readonly ms: readonly number[] };
  readonly check: { readonly losses: readonly number[] };
  readonly encode: { readonly ms: readonly number[] };
  readonly decode: { readonly ms: readonly number[] };
  readonly epoch: { readonly seconds: number };
  /** How many steps were done, and how many numbers of the file each variable has. */
  readonly weights: { readonly steps: number; readonly lengths: Readonly<Record<string, number>> };
  readonly profile: Profile;
  readonly memory: { readonly peakBytes: number };
}
