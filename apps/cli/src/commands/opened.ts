import type { FullCatalogue } from '@latentkit/catalogue';
import { type OpenRun, openRun, type RowsOfRun, streamedNotice, usedRows } from '@latentkit/runs';
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
  /** Of other data, the column of classes. */
  readonly label?: string;
}

/** A run and the rows that the flags name; what was decided of them goes to stderr. `part` is how people call them. */
export async function openedOn(
  path: string,
  { engine, data, split, label }: RowsFlags,
  catalogue: FullCatalogue,
): Promise<{ run: OpenRun; used: RowsOfRun; part: string }> {
  const own = data === undefined || (split !== undefined && split !== 'all');
  const run = await opened(path, engine, catalogue, own ? data : undefined);
  try {
    const part = split ?? 'test';
    const used = await usedRows(run, own ? { split: part } : { split: 'all', data, label });
    used.notes.forEach(say);
    return { run, used, part: own ? part : (data as string) };
  } catch (error) {
    run.model.dispose();
    throw error;
  }
}
