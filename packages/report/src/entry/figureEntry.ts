import type { OpenRun } from '@latentkit/runs';
import type { z } from 'zod';
import type { RunFigure } from './runFigure.ts';
import type { Samplers } from './samplerEntry.ts';

/** The runs that a figure is drawn from; where it needs none, nothing is read of them. */
export type Runs = readonly [OpenRun, ...OpenRun[]];

/** What a figure may use of the catalogue. */
export interface FigureTools {
  readonly samplers: Samplers;
}

/** In a report: drawn with these options, before all others where it is the model's own picture (`first`); left out with the reason; or no part of it. */
export type InReport<Options> =
  | { readonly options: Partial<Options>; readonly first?: boolean }
  | { readonly leftOut: string }
  | undefined;

/** A figure by name: what it is drawn from, its options, and how it is drawn. See `defineFigure`. */
export interface FigureEntry<Options = Readonly<Record<string, unknown>>> {
  readonly summary: string;
  /** What each run must be, in order; where the last ends in `…`, more may follow. None for a figure that needs no run. */
  readonly runs: readonly string[];
  /** Commands that train fitting runs. */
  readonly train: readonly string[];
  readonly options: Readonly<Record<string, z.ZodType>>;
  /** Whether a run's report includes the figure, and with which quick options; left out, it does not. */
  inReport?(run: OpenRun): InReport<Options> | Promise<InReport<Options>>;
  /** @throws RUN or SHAPE for runs that it does not fit */
  draw(runs: Runs, options: Options, tools: FigureTools): Promise<RunFigure>;
}

/** Figures by name. */
export type Figures = Readonly<Record<string, FigureEntry>>;

/**
 * A figure for a catalogue: `latentkit figure` draws it by its name, and reports hold it where `inReport` says so.
 *
 * @example
 * const entry = defineFigure({
 *   summary: 'values of each code',
 *   runs: ['any model'],
 *   train: [],
 *   options: { examples: z.int().positive().default(10) },
 *   inReport: () => ({ options: { examples: 5 } }),
 *   draw: async ([run], { examples }) => {
 *     const codes = await encoded(run, first((await run.data()).test.y, examples));
 *     const points = { x: codes.values, y: codes.values };
 *     const chart = lineChart({ title: 'Codes', x: { label: 'z' }, y: { label: 'z' }, series: [{ name: 'z', ...points }] });
 *     return { name: 'codes', title: 'Codes', caption: 'Each latent dimension.', ...chart };
 *   },
 * });
 * entry.runs; // ['any model']
 */
export function defineFigure<Options extends Readonly<Record<string, z.ZodType>>>(
  entry: { readonly options: Options } & FigureEntry<z.infer<z.ZodObject<Options>>>,
): FigureEntry {
  // A catalogue holds entries of any options.
  return entry as unknown as FigureEntry;
}
