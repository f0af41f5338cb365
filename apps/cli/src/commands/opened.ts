import { basename, extname } from 'node:path';
import type { FullCatalogue } from '@latentkit/catalogue';
import type { Missing } from '@latentkit/datasets';
import { expected } from '@latentkit/errors';
import { type Shown, shellWord } from '@latentkit/report';
import {
  type OpenRun,
  openRun,
  type RowRanges,
  type RowsOfRun,
  rowRanges,
  streamedNotice,
  usedRows,
} from '@latentkit/runs';
import { chooseEngine } from '../engines/chooseEngine.ts';

const say = (text: string) => void process.stderr.write(`${text}\n`);

/**
 * A run, opened on the engine of this name; what is to be known of it goes to stderr.
 *
 * @param place where its data lie now, if not where they were
 */
export async function opened(
  path: string,
  engineName: string,
  catalogue: FullCatalogue,
  place?: string,
): Promise<OpenRun> {
  const engine = await chooseEngine(engineName, say);
  const run = await openRun(path, { catalogue, engine, ...(place !== undefined && { data: place }) });
  run.notices.forEach(say);
  let data: ReturnType<OpenRun['data']> | undefined;
  const loaded = async () => {
    const found = await run.data();
    streamedNotice(found).forEach(say);
    return found;
  };
  return {
    ...run,
    data() {
      data ??= loaded();
      return data;
    },
  };
}

/** The flags of a command that uses a model on rows. */
export interface RowsFlags {
  readonly engine: string;
  readonly data?: string;
  readonly split?: 'train' | 'test' | 'all' | 'composition';
  /** Column of classes of other data. */
  readonly label?: string;
  /** What to do with rows of other data that lack a value. */
  readonly missing?: Missing;
  /** Keep rows of other data with words that no training row had. */
  readonly unknown?: 'keep';
}

/** The flags of a command that shows rows. */
export type ShownFlags = Pick<RowsFlags, 'engine' | 'data' | 'split'>;

/**
 * A run, opened, that shows the rows which the flags name where it shows its test split. Its data are loaded here, so that nothing is written over where
 * they are gone.
 *
 * @param options.alone whether other data are shown without the training rows of the run, which may be gone then
 * @returns `of`, what they are, where they are not the test split
 */
export async function openedShowing(
  path: string,
  { engine, data, split }: ShownFlags,
  catalogue: FullCatalogue,
  { alone = false } = {},
): Promise<{ run: OpenRun; of?: Shown }> {
  const own = data === undefined || split !== undefined;
  const run = await opened(path, engine, catalogue, own ? data : undefined);
  try {
    const loaded = !own && alone ? withoutRows(run, data) : await run.data();
    if (own && (split ?? 'test') === 'test') return { run };
    const {
      rows,
      notes,
      classes,
      unknown: _,
      ...test
    } = await usedRows(run, own ? { split: split ?? 'test' } : { split: 'all', data });
    notes.forEach(say);
    const shown = { ...loaded, test, ...(classes && { classes }), rows: { ...loaded.rows, test: rows } };
    return {
      run: { ...run, data: async () => shown as typeof loaded },
      of: own ? ofSplit(split as string, data) : ofData(data),
    };
  } catch (error) {
    run.model.dispose();
    throw error;
  }
}

/** Other data, as a data set that nothing was learned from. */
function withoutRows({ model }: OpenRun, data: string): Awaited<ReturnType<OpenRun['data']>> {
  const y = { values: new Float32Array(0), shape: [0, ...(model.exampleShape as readonly number[])], scale: 1 };
  return { name: basename(data, extname(data)), train: { y }, test: { y } };
}

const ofData = (data: string): Shown => ({ name: `the rows of ${data}`, flags: ` --data ${shellWord(data)}` });
const ofSplit = (split: string, data: string | undefined): Shown => ({
  name: split === 'all' ? 'all rows of the data' : `the split ${split}`,
  flags: `${data === undefined ? '' : ` --data ${shellWord(data)}`} --split ${split}`,
});

/** A run and the rows that the flags name, in memory; what was decided of them goes to stderr. `part` is how people call them. */
export async function openedOn(
  path: string,
  flags: RowsFlags,
  catalogue: FullCatalogue,
): Promise<{ run: OpenRun; used: RowsOfRun; part: string }> {
  const { found: used, ...rest } = await openedWith(path, flags, catalogue, usedRows);
  return { ...rest, used };
}

/** The same, a batch at a time where there are many. */
export async function openedRanges(
  path: string,
  flags: RowsFlags,
  catalogue: FullCatalogue,
): Promise<{ run: OpenRun; ranges: RowRanges; part: string }> {
  const { found: ranges, ...rest } = await openedWith(path, flags, catalogue, (run, wanted) => rowRanges(run, wanted));
  return { ...rest, ranges };
}

async function openedWith<Found extends { readonly notes: readonly string[] }>(
  path: string,
  { engine, data, split, label, missing, unknown }: RowsFlags,
  catalogue: FullCatalogue,
  rowsOf: (run: OpenRun, wanted: Parameters<typeof usedRows>[1]) => Promise<Found>,
): Promise<{ run: OpenRun; found: Found; part: string }> {
  const own = data === undefined || (split !== undefined && split !== 'all');
  if (own && missing !== undefined)
    throw expected({
      where: '--missing',
      expected: 'it together with --data',
      received: data === undefined ? 'no --data' : `--split ${split}`,
      todo: 'Leave it out: rows of the training data are as they were in training.',
      code: 'FLAG',
    });
  const run = await opened(path, engine, catalogue, own ? data : undefined);
  try {
    const part = split ?? 'test';
    const found = await rowsOf(run, own ? { split: part } : { split: 'all', data, label, missing, unknown });
    found.notes.forEach(say);
    return { run, found, part: own ? part : (data as string) };
  } catch (error) {
    run.model.dispose();
    throw error;
  }
}
