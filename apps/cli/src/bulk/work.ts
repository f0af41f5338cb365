import type { FullCatalogue } from '@latentkit/catalogue';
import {
  type Bulk,
  bulkCodes,
  bulkReconstructions,
  bulkScores,
  type OpenRun,
  type PartsOf,
  type RowRanges,
  type ScoreOptions,
} from '@latentkit/runs';
import { openedRanges, type RowsFlags } from '../commands/opened.ts';
import type { BulkCommand } from './asked.ts';
import type { BulkWork } from './identityOf.ts';
import { sampleBulk } from './sampleBulk.ts';
import { type SampleFlags, sampled } from './sampled.ts';

/** Flags of a command as plain data, without those of its output. */
export type BulkFlags = Readonly<Record<string, unknown>> & RowsFlags;

type Open = (path: string, flags: BulkFlags, catalogue: FullCatalogue) => Promise<BulkWork>;

/** What the commands do on many rows, by name. */
export const bulkWork = {
  encode: onRows('encode', (run, ranges) => bulkCodes(run, ranges)),
  reconstruct: onRows('reconstruct', (run, ranges) => bulkReconstructions(run, ranges)),
  score: onRows('score', (run, ranges, flags) => bulkScores(run, ranges, flags as ScoreOptions), { unknown: 'keep' }),
  sample: async (path, flags, catalogue) => {
    const drawing = await sampled(path, flags as unknown as SampleFlags, catalogue);
    return { run: drawing.run, bulk: await sampleBulk(drawing), of: identity('sample', flags) };
  },
} satisfies Record<BulkCommand, Open>;

function onRows<B extends Bulk>(
  command: string,
  make: (run: OpenRun, ranges: RowRanges, flags: BulkFlags) => Promise<B>,
  reading: Pick<RowsFlags, 'unknown'> = {},
) {
  return async (path: string, flags: BulkFlags, catalogue: FullCatalogue) => {
    const { run, ranges } = await openedRanges(path, { ...flags, ...reading }, catalogue);
    try {
      return { run, bulk: await make(run, ranges, flags), of: identity(command, flags) };
    } catch (error) {
      await ranges.close();
      run.model.dispose();
      throw error;
    }
  };
}

/** What was asked for; the engine is told by itself. */
function identity(command: string, { engine: _, ...flags }: BulkFlags): PartsOf {
  const given = Object.entries(flags).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value as string | number | boolean]],
  );
  return { command, ...Object.fromEntries(given) };
}
