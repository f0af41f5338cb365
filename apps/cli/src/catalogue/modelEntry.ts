import type { Batch, Learn, Objective, Random, Table, Terms } from '@latentkit/core';
import type { Split } from '@latentkit/datasets';
import type { LatentModel, ModelFiles } from '@latentkit/models';
import type { z } from 'zod';
import type { Common } from '../spec/common.ts';

/** What the command needs to know of a model: its flags, and how to make, train, judge, save and load it. */
export interface ModelEntry<Spec = Common, M extends LatentModel = LatentModel> {
  readonly summary: string;
  /** Flags beyond the common ones; a common key given again has another default. */
  readonly options: Readonly<Record<string, z.ZodType>>;
  build(spec: Spec, run: RunShape): M;
  objective(spec: Spec, run: RunShape): Objective<M>;
  /** The learning rule; backpropagation where there is none. */
  learn?(spec: Spec): (model: M, objective: Objective<M>) => Learn;
  judge(spec: Spec): Judge<M>;
  /** −log p(y) by so many importance samples; none for a model without a likelihood. */
  bound?(spec: Spec, samples: number): Judge<M>;
  /** What objective and judge read beside y, e.g. the class of a conditional model. */
  tables?(split: Omit<Split, 'y'>): Readonly<Record<string, Table>>;
  /** A conditional model, of examples of one class: for codes, which have none. */
  given?(model: M, label: number): LatentModel;
  save(model: M): Promise<ModelFiles>;
  load(files: ModelFiles): Promise<M>;
}

/** What is known of a run before its model is made. */
export interface RunShape {
  /** Of one observation, without the batch. */
  readonly exampleShape: readonly number[];
  /** To train on. */
  readonly examples: number;
  /** How many, where examples have one. */
  readonly classes?: number;
  readonly stepsPerEpoch: number;
}

/** What a run is judged by: Σ of these terms on data it has not learned from, the model as it runs after training. */
export interface Judge<M extends LatentModel = LatentModel> {
  /** As people say it, e.g. `squared error`; with its unit where it has one, e.g. `−ELBO, nats`. */
  readonly title: string;
  /** The objective's terms of the same names make the training curve. */
  readonly names: readonly string[];
  terms(model: M, batch: Batch, random: Random): Terms;
}

/** Ties an entry's options and model to its functions, then forgets them: the table holds entries of any. */
export function modelEntry<Options extends Readonly<Record<string, z.ZodType>>, M extends LatentModel>(
  entry: { readonly options: Options } & ModelEntry<Common & z.infer<z.ZodObject<Options>>, M>,
): ModelEntry {
  return entry as unknown as ModelEntry;
}
