import type { Stored } from '@latentkit/core';
import { type Dataset, drawnRows, type Split, sampleRows, someRows, subset } from '@latentkit/datasets';
import type { StreamedDataset } from '@latentkit/datasets/node';
import { expected } from '@latentkit/errors';
import type { Place } from './readingOf.ts';

/** A data set as commands use it. */
export interface Loaded extends Dataset {
  /** All training rows where they stay on the disk; `train` is a sample of them then, for figures and whatever else looks at some. */
  readonly streamed?: StreamedDataset['train'];
  /** Where its files lie, unless it has a name or an address. */
  readonly place?: Place;
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

/** @param spec of its training examples this many are used, drawn from all of them; all by default */
export function inMemory(data: Dataset, { examples, seed = 0 }: Wanted): Loaded {
  if (examples === undefined) return data;
  check(examples, data.train.y);
  const drawn = drawnRows(data.train.y.shape[0] as number, { count: examples, seed });
  const before = data.rows?.train;
  const train = before ? drawn.map((at) => before[at] as number) : drawn;
  return { ...data, train: subset(data.train, drawn), rows: { ...data.rows, train } };
}

/** @param spec as for `inMemory` */
export async function onDisk(data: StreamedDataset, spec: Wanted): Promise<Loaded> {
  try {
    const streamed = drawn(data.train, spec);
    return { ...data, train: await sampleRows(streamed), streamed };
  } catch (error) {
    await data.close();
    throw error;
  }
}

interface Wanted {
  readonly examples?: number | undefined;
  readonly seed?: number | undefined;
}

function drawn(train: StreamedDataset['train'], { examples, seed = 0 }: Wanted): StreamedDataset['train'] {
  if (examples === undefined) return train;
  const { y, label } = train;
  check(examples, y);
  const rows = drawnRows(y.shape[0] as number, { count: examples, seed });
  return { y: someRows(y, rows), ...(label && { label: subset({ y: label }, rows).y }) };
}

function check(examples: number, { shape: [rows] }: Stored): void {
  if (examples <= (rows as number)) return;
  throw expected({
    where: '--examples',
    expected: `a count from 1 to ${rows}, the rows of the split`,
    received: String(examples),
    todo: 'Take fewer rows, or leave it out for all of them.',
    code: 'OPTION',
  });
}
