import type { z } from 'zod';
import type { OpenRun } from '../run/openRun.ts';
import type { RunFigure } from './runFigure.ts';

/** The runs that a command line named: at least one. */
export type Runs = readonly [OpenRun, ...OpenRun[]];

/** A figure by name: what it is drawn from, its flags, and how it is drawn. */
export interface FigureEntry<Options = Readonly<Record<string, unknown>>> {
  readonly summary: string;
  /** What each run must be, in order; where the last ends in `…`, more may follow. None for a figure that needs no run. */
  readonly runs: readonly string[];
  /** Commands that train fitting runs. */
  readonly train: readonly string[];
  readonly options: Readonly<Record<string, z.ZodType>>;
  draw(runs: Runs, options: Options): Promise<RunFigure>;
}

/** Ties an entry's options to its function, then forgets them: the table holds entries of any options. */
export function figureEntry<Options extends Readonly<Record<string, z.ZodType>>>(
  entry: { readonly options: Options } & FigureEntry<z.infer<z.ZodObject<Options>>>,
): FigureEntry {
  return entry as unknown as FigureEntry;
}
