import type { Table } from '@latentkit/core';
import type { Plan } from './tabular/plan.ts';
import type { Standardization } from './tabular/standardization.ts';

/**
 * Observations `y` [rows, …row] and, where there are any, their classes `label` [rows], counted from 0, a real number that belongs to each row,
 * `target` [rows], the numbers that each row was made from, `factors` [rows, factors], and a caption as numbers of its words, `text`
 * [rows, words of the longest], 0 after the last.
 */
export type Split = Readonly<{ y: Table; label?: Table; target?: Table; factors?: Table; text?: Table }>;

/** What a model learns from and what it is judged on. Rows of both parts have one shape. */
export interface Dataset {
  readonly name: string;
  readonly train: Split;
  readonly test: Split;
  /** What the labels mean: the name of class i is `classes[i]`. */
  readonly classes?: readonly string[];
  /** What the factors mean: the name of column j of `factors` is `factors[j]`. */
  readonly factors?: readonly string[];
  /** What the numbers of `text` mean: word i + 1 is `words[i]`. */
  readonly words?: readonly string[];
  /** Examples of combinations that no training example shows. */
  readonly composition?: Split;
  /** Shares in [0, 1] of what captions ask for that images [rows, …row of y] show, where that can be told. */
  shown?(captions: readonly string[], images: ArrayLike<number>): Readonly<Record<string, number>>;
  /** What the numbers of a row of `y` [rows, columns] mean, where the file says so. */
  readonly columns?: readonly string[];
  /** What `standardize` did to `y`. A run that keeps it can standardise other rows alike, and bring reconstructions back. */
  readonly standardization?: Standardization;
  /** Which row of its file or array each row of a split is, counted from 0, where they are not the same. */
  readonly rows?: { readonly train?: Int32Array; readonly test?: Int32Array };
  /** What became of each column of a table; `applyPlan` does the same to another table. */
  readonly plan?: Plan;
  /** The least and the largest number of both splits, as a model sees them; [0, 1] for pixels. */
  readonly range?: readonly [number, number];
  /** How a row lies in the source: `columns` of a table, `channels last` [height, width, channels], or `channels first`, which y has last. */
  readonly layout?: Layout;
  /** What was decided while the data were read, one line each, to be printed. */
  readonly notes?: readonly string[];
}

export type Layout = 'columns' | 'channels last' | 'channels first' | 'other';

/** What can be told of a data set before it is loaded. */
export interface About {
  /** As it is typed, e.g. `mnist`. */
  readonly name: string;
  readonly title: string;
  /** Rows of the training split and of the test split, unless other numbers are asked for. */
  readonly rows: { readonly train: number; readonly test: number };
  /** Shape of one row. */
  readonly shape: readonly number[];
  /** None where rows have no class. */
  readonly classes: readonly string[];
  /** The npm package that holds the files; a data set that is computed has none. */
  readonly package?: string;
  /** Who made the data, and where it is described. */
  readonly source: string;
  readonly licence: string;
}

/** Loads a data set; what it loads is told by `about`. */
export type Loader = (() => Promise<Dataset>) & { readonly about: About };

/** Computes a data set from a seed; without options, the one that `about` tells of. */
export type Synthetic<Options = never> = ((options?: Options) => Dataset) & { readonly about: About };
