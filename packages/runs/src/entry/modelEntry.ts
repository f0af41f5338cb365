import type { Batch, Engine, Learn, Objective, Random, Table, Terms } from '@latentkit/core';
import type { Dataset, Layout, Split } from '@latentkit/datasets';
import type { ColumnGroup, LatentModel, ModelFiles } from '@latentkit/models';
import type { z } from 'zod';
import type { Common } from '../spec/common.ts';

/** What a run needs to know of a model: its options, and how to build, train, judge, save and load it. See `defineModel`. */
export interface ModelEntry<Spec = Common, M extends LatentModel = LatentModel> {
  /** One line for lists. */
  readonly summary: string;
  /** Options beyond the common ones, each a flag of the command; a common key given again has another default. */
  readonly options: Readonly<Record<string, z.ZodType>>;
  /** Options that were left out and follow from the data, with a line on each decision to print. */
  settle?(spec: Spec, run: RunShape): { readonly spec: Partial<Spec>; readonly said: readonly string[] };
  /** Folders of runs whose models this one is built from, by name. Their models are copied into the run, so that it stands alone. */
  parts?(spec: Spec): Readonly<Record<string, string>>;
  /** How many weights the model would have, known without building it; a model too large for the machine is refused then. */
  weights?(spec: Spec, run: RunShape): number;
  /** A promise where the networks are read, as Keras JSON is by `models.modelFromJSON`. */
  build(spec: Spec, run: RunShape): M | Promise<M>;
  /** What is done to a new model before its first step, with training examples in memory; done again where a run begins again. */
  start?(spec: Spec): (model: M, examples: { readonly y: Table; readonly engine: Engine }) => Promise<void>;
  objective(spec: Spec, run: RunShape): Objective<M>;
  /** The learning rule; backpropagation where there is none. */
  learn?(spec: Spec): (model: M, objective: Objective<M>) => Learn;
  judge(spec: Spec): Judge<M>;
  /** The judge with nothing drawn at random, for the energy of one example; `judge` where there is none. */
  calmJudge?(spec: Spec): Judge<M>;
  /** −log p(y) by this many importance samples; none for a model without a likelihood. */
  bound?(spec: Spec, samples: number): Judge<M>;
  /** The numbers that the cost accepts; all finite ones where this is left out. */
  domain?(spec: Spec): Domain | undefined;
  /** Tables that objective and judge read beside y, e.g. the class of a conditional model. */
  tables?(split: Omit<Split, 'y'>): Readonly<Record<string, Table>>;
  /** A conditional model, of examples of one class: for codes, which have none. */
  given?(model: M, label: number): LatentModel;
  /** What else `evaluate` tells of it on a split, each number by a name with its unit. */
  measures?(spec: Spec): (model: M, on: Measured) => Promise<Readonly<Record<string, number>>>;
  /** Whether codes are held to a prior that can be sampled. @param weights what each term counts in the last step */
  prior?(weights: Readonly<Record<string, number>>): boolean;
  /** How observations are corrupted in training, where they are. */
  denoising?(spec: Spec): { readonly corruption: string; readonly amount: number };
  /** The same as a map. */
  corrupt?(spec: Spec): (y: Batch['y'], random: Random) => Batch['y'];
  /** E(y, z) at the encoder's guess and after each of this many steps of inference, [steps + 1, batch]. */
  inference?(spec: Spec, steps: number): (model: M, y: Batch['y']) => Batch['y'];
  save(model: M): Promise<ModelFiles>;
  load(files: ModelFiles): Promise<M>;
}

/** What is known of a run before its model is built. */
export interface RunShape {
  /** Shape of one observation, without the batch. */
  readonly exampleShape: readonly number[];
  /** To train on. */
  readonly examples: number;
  /** How many, where examples have one. */
  readonly classes?: number;
  /** The least and the largest number, where it is known. */
  readonly range?: readonly [number, number];
  /** How the numbers of an observation lie; `columns` of a table. */
  readonly layout?: Layout;
  /** What the numbers of a row are, where a table has categories or booleans. */
  readonly columns?: readonly ColumnGroup[];
  /** Whether each column of a table has mean 0 and deviation 1. */
  readonly standardized?: boolean;
  /** Captions, where examples have them: their words, and how many the longest has. */
  readonly text?: { readonly words: readonly string[]; readonly length: number };
  /** The models of `parts`, freshly loaded. They belong to what is built from them. */
  readonly parts: Readonly<Record<string, LatentModel>>;
  readonly stepsPerEpoch: number;
}

/** A split of a data set, and what runs a model on it. */
export interface Measured {
  readonly split: Split;
  readonly data: Dataset;
  readonly engine: Engine;
  /** Means over the split of terms of each example, by name. */
  means(terms: (batch: Batch) => Terms): Promise<Readonly<Record<string, number>>>;
}

/** What a run is judged by: Σ of these terms on data it has not learned from, the model as it runs after training. */
export interface Judge<M extends LatentModel = LatentModel> {
  /** As people say it, e.g. `squared error`; with its unit where it has one, e.g. `−ELBO, nats`. */
  readonly title: string;
  /** Unit of each term, e.g. `nats` or `squared error`. */
  readonly unit: string;
  /** The objective's terms of the same names make the training curve. */
  readonly names: readonly string[];
  terms(model: M, batch: Batch, random: Random): Terms;
}

/** Numbers that a cost can take, both ends included. */
export interface Domain {
  readonly low: number;
  readonly high: number;
  /** Whose it is, e.g. `binary cross entropy`. */
  readonly of: string;
  /** What to do with numbers outside, e.g. `Choose --cost squared-error.` */
  readonly todo?: string;
}

/**
 * A model for a catalogue: its options and its functions, whose types are checked against each other here.
 *
 * @example
 * const entry = defineModel({
 *   summary: 'one dense layer each way',
 *   options: { latentSize: z.int().positive().default(2).describe('latent dimension') },
 *   build: ({ latentSize, seed }, { exampleShape }) =>
 *     denseAutoencoder({ imageShape: exampleShape, hidden: [], latentSize, seed }),
 *   objective: () => reconstruction({ cost: squaredError }),
 *   judge: () => ({
 *     title: 'squared error',
 *     unit: 'squared error',
 *     names: ['reconstruction'],
 *     terms: (model, { y }) => ({ reconstruction: squaredError(y, model.reconstruct(y)) }),
 *   }),
 *   save: saveAutoencoder,
 *   load: loadAutoencoder,
 * });
 * entry.summary; // 'one dense layer each way'
 */
export function defineModel<Options extends Readonly<Record<string, z.ZodType>>, M extends LatentModel>(
  entry: { readonly options: Options } & ModelEntry<Common & z.infer<z.ZodObject<Options>>, M>,
): ModelEntry {
  // A catalogue holds entries of any options and any model.
  return entry as unknown as ModelEntry;
}
