import { isLatentKitError } from '@latentkit/errors';
import type { OpenRun } from '@latentkit/runs';
import { flagOf, parse } from '@latentkit/runs/internal';
import type { FigureEntry, Figures } from '../entry/figureEntry.ts';
import type { RunFigure } from '../entry/runFigure.ts';
import type { Samplers } from '../entry/samplerEntry.ts';
import { shellWord } from './commandOf.ts';

/** A figure of the catalogue, and the command that draws it again. */
export interface Drawn {
  readonly figure: RunFigure;
  readonly command: string;
  /** The model's own picture. */
  readonly first: boolean;
}

/** A figure that a report does not hold, why, and the command that draws it all the same. */
export interface LeftOut {
  readonly why: string;
  readonly command: string;
}

type Options = Readonly<Record<string, unknown>>;

/** Hears which figure is drawn next, counted from 1. */
export type Drawing = (figure: { readonly name: string; readonly place: number; readonly of: number }) => void;

/**
 * The figures of a catalogue that belong in a run's report. Those that refuse the run are no part of it; an error in one is told, and the others
 * are drawn all the same.
 */
export async function drawnFrom(
  run: OpenRun,
  { figures, samplers, drawing }: { figures: Figures; samplers: Samplers; drawing?: Drawing | undefined },
): Promise<{ drawn: Drawn[]; leftOut: LeftOut[]; failed: string[] }> {
  const drawn: Drawn[] = [];
  const leftOut: LeftOut[] = [];
  const failed: string[] = [];
  const fault = (name: string, error: unknown) => {
    if (refuses(error)) return;
    failed.push(`figure ${name} could not be drawn: ${(error as Error).message}`);
    leftOut.push({ why: `Figure ${name} could not be drawn.`, command: commandFor(run, name, {}) });
  };
  const all: [string, FigureEntry, { readonly options: Options; readonly first?: boolean }][] = [];
  for (const [name, entry] of Object.entries<FigureEntry>(figures)) {
    try {
      const wanted = await entry.inReport?.(run);
      if (wanted === undefined) continue;
      if ('leftOut' in wanted) leftOut.push({ why: wanted.leftOut, command: commandFor(run, name, {}) });
      else all.push([name, entry, wanted]);
    } catch (error) {
      fault(name, error);
    }
  }
  for (const [i, [name, entry, wanted]] of all.entries()) {
    drawing?.({ name, place: i + 1, of: all.length });
    try {
      const options = parse(entry.options, wanted.options, flagOf);
      const figure = await entry.draw([run], options, { samplers });
      // Drawing too may fail, and is to fail here.
      figure.svg({ theme: 'light' });
      drawn.push({ figure, command: commandFor(run, name, wanted.options), first: wanted.first ?? false });
    } catch (error) {
      fault(name, error);
    }
  }
  return { drawn, leftOut, failed };
}

/** Examples that are not images, a model without what the figure shows. */
const refuses = (error: unknown) => isLatentKitError(error) && (error.code === 'RUN' || error.code === 'SHAPE');

function commandFor({ path }: OpenRun, name: string, options: Options): string {
  const flags = Object.entries(options).map(([key, value]) => `${flagOf(key)} ${shellWord(value)}`);
  return [`latentkit figure ${name} ${shellWord(path)}`, ...flags].join(' ');
}
