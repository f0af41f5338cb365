import type { Stored } from '@latentkit/core';
import { type Dataset, type Split, sampleRows, someRows, take } from '@latentkit/datasets';
import type { StreamedDataset } from '@latentkit/datasets/node';
import { expected } from '@latentkit/errors';

/** A data set as commands use it. */
export interface Loaded extends Dataset {
  /** All training rows where they stay on the disk; `train` is a sample of them then, for figures and whatever else looks at some. */
  readonly streamed?: StreamedDataset['train'];
  close?(): Promise<void>;
}

/** A split that may stay on the disk. */
export type StoredSplit = Omit<Split, 'y'> & { readonly y: Stored };

/** What a model learns from. */
export const trainingOf = ({ streamed, train }: Pick<Loaded, 'streamed' | 'train'>): StoredSplit => streamed ?? train;

/** Tells where training examples are, and what is looked at instead of them. */
export function streamedNotice({ streamed, train }: Loaded): string[] {
  if (!streamed) return [];
  const [rows, drawn] = [streamed, train].map(({ y }) => y.shape[0]);
  return [`${rows} training examples stay on the disk; all but training sees ${drawn} of them, drawn from all`];
}

/** @param examples training examples that are used: the first ones; all unless given */
export async function inMemory(data: Dataset, examples: number | undefined): Promise<Loaded> {
  if (examples === undefined) return data;
  check(examples, data.train.y);
  return { ...data, train: take(data.train, examples) };
}

/** @param examples as for `inMemory` */
export async function onDisk(data: StreamedDataset, examples: number | undefined): Promise<Loaded> {
  try {
    const streamed = examples === undefined ? data.train : firstOf(data.train, examples);
    return { ...data, train: await sampleRows(streamed), streamed };
  } catch (error) {
    await data.close();
    throw error;
  }
}

function firstOf({ y, label }: StreamedDataset['train'], examples: number): StreamedDataset['train'] {
  check(examples, y);
  const first = someRows(
    y,
    Int32Array.from({ length: examples }, (_, row) => row),
  );
  return { y: first, ...(label && { label: take({ y: label }, examples).y }) };
}

function check(examples: number, { shape: [rows] }: Stored): void {
  if (examples <= (rows as number)) return;
  throw expected({
    where: '--examples',
    expected: `a count from 1 to ${rows}, the rows of the split`,
    received: String(examples),
    todo: 'Take fewer rows, or all of them by leaving it out.',
    code: 'OPTION',
  });
}
