import type { Objective } from '@latentkit/core';
import type { Autoencoder, Cost, ModelFiles } from '@latentkit/models';
import type { z } from 'zod';
import type { Common } from '../spec/common.ts';

/** What the command needs to know of a model: its flags, and how to make, judge and load it. */
export interface ModelEntry<Spec = Common> {
  readonly summary: string;
  /** Flags beyond the common ones; a common key given again has another default. */
  readonly options: Readonly<Record<string, z.ZodType>>;
  build(spec: Spec, exampleShape: readonly number[]): Autoencoder;
  objective(spec: Spec, exampleShape: readonly number[]): Objective<Autoencoder>;
  /** What a run is judged by. */
  cost(spec: Spec): Cost;
  load(files: ModelFiles): Promise<Autoencoder>;
}

/** Ties the options of an entry to the spec its functions get, then forgets them: the table holds entries of any options. */
export function modelEntry<Options extends Readonly<Record<string, z.ZodType>>>(
  entry: { readonly options: Options } & ModelEntry<Common & z.infer<z.ZodObject<Options>>>,
): ModelEntry {
  return entry as unknown as ModelEntry;
}
