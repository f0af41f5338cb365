import { isLatentKitError } from '@latentkit/errors';
import { type FigureName, figures } from '../figures/catalogue.ts';
import type { FigureEntry } from '../figures/figureEntry.ts';
import { encoded, first, latentSize } from '../figures/onRun.ts';
import type { RunFigure } from '../figures/runFigure.ts';
import type { OpenRun } from '../run/openRun.ts';
import { flagOf } from '../spec/flags.ts';
import { parse } from '../spec/parse.ts';
import { shellWord } from './commandOf.ts';

/** A figure of the catalogue, and the command that draws it again. */
export interface Drawn {
  readonly figure: RunFigure;
  readonly command: string;
}

/** A figure that takes too long for a report, and the command that draws it all the same. */
export interface LeftOut {
  readonly why: string;
  readonly command: string;
}

type Options = Readonly<Record<string, unknown>>;

/** Codes of more numbers make a mixture of Gaussians slow: a run must not wait for its report. */
const mostFitted = 128;

/** The figures of the catalogue that fit a run, with options that keep them quick; those that refuse it are no part of it. */
export async function drawnFrom(run: OpenRun): Promise<{ drawn: Drawn[]; leftOut: LeftOut[] }> {
  const size = latentSize(run);
  const wanted: [FigureName, Options][] = [
    ['reconstructions', { rows: await firstRows(run, 10) }],
    ...(size > mostFitted ? [] : ([['samples', { codes: 2000 }]] satisfies [FigureName, Options][])),
    ['traversal', { reach: await reachOf(run) }],
    ['plausibility', { examples: 1000 }],
    ['energy-surface', { across: 61 }],
    ['denoising-field', {}],
  ];
  const drawn: Drawn[] = [];
  for (const [name, options] of wanted) {
    const figure = await drawnIfFit(run, name, options);
    if (figure) drawn.push({ figure, command: commandFor(run, name, options) });
  }
  const leftOut = size > mostFitted ? [{ why: tooLarge(size), command: commandFor(run, 'samples', {}) }] : [];
  return { drawn, leftOut };
}

const tooLarge = (size: number) =>
  `Images of samplers are left out: a mixture of Gaussians takes minutes to fit to codes of ${size} numbers.`;

async function drawnIfFit(run: OpenRun, name: FigureName, options: Options): Promise<RunFigure | undefined> {
  const entry: FigureEntry = figures[name];
  try {
    return await entry.draw([run], parse(entry.options, options, flagOf));
  } catch (error) {
    // A refusal: examples that are no images, a model without what the figure shows.
    if (isLatentKitError(error) && (error.code === 'RUN' || error.code === 'SHAPE')) return undefined;
    throw error;
  }
}

async function firstRows(run: OpenRun, most: number): Promise<number[]> {
  const { test } = await run.data();
  return Array.from({ length: Math.min(most, test.y.shape[0] as number) }, (_, row) => row);
}

/** Three times the root mean square of codes, and at least 3: where the decoder has seen codes, whatever their unit. */
async function reachOf(run: OpenRun): Promise<number> {
  const { values } = await encoded(run, first((await run.data()).test.y, 500));
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.max(3, Number((3 * Math.sqrt(squares / values.length)).toPrecision(2)));
}

function commandFor({ path }: OpenRun, name: FigureName, options: Options): string {
  const flags = Object.entries(options).map(([key, value]) => `${flagOf(key)} ${shellWord(value)}`);
  return [`latentkit figure ${name} ${shellWord(path)}`, ...flags].join(' ');
}
