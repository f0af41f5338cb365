import { isLatentKitError } from '@latentkit/errors';
import { type Curves, type OpenRun, type RunRecord, shapeOf, sumOf } from '@latentkit/runs';
import { flagOf, parse } from '@latentkit/runs/internal';
import { readCourse } from '../course/course.ts';
import { courseHtml } from '../course/courseHtml.ts';
import type { Figures } from '../entry/figureEntry.ts';
import type { RunFigure } from '../entry/runFigure.ts';
import type { Samplers } from '../entry/samplerEntry.ts';
import { gradientNormFigure } from '../figures/gradientNormFigure.ts';
import { latentFigure } from '../figures/latentFigure.ts';
import { learningRateFigure } from '../figures/learningRateFigure.ts';
import { lossFigure } from '../figures/lossFigure.ts';
import { termsFigure } from '../figures/termsFigure.ts';
import type { Finding } from '../verdict/finding.ts';
import { verdict } from '../verdict/verdict.ts';
import { shellWord } from './commandOf.ts';
import { type Drawing, drawnFrom } from './drawn.ts';
import type { ReportFigure } from './figureHtml.ts';
import { hoverOf } from './hover.ts';
import { report, type Shown } from './report.ts';

/** What a catalogue has for reports. */
export interface ReportTools {
  readonly figures: Figures;
  readonly samplers: Samplers;
  /** Hears which figure is drawn next. */
  readonly drawing?: Drawing;
}

/** Dots that can be pointed at; each is an element of the page, twice. */
const mostDots = { 1: 2000, 3: 500 };

/**
 * The page of a run, its figures, and a line for each that could not be drawn. Takes a few seconds: samplers are fitted to few codes.
 *
 * @param options.of what the run's `test` is, where it is not the rows held out in training; there is no verdict on them
 */
export async function runReport(
  given: OpenRun,
  record: RunRecord,
  { curves, of, ...tools }: ReportTools & { readonly curves: Curves; readonly of?: Shown | undefined },
): Promise<{ html: string; figures: RunFigure[]; failed: readonly string[]; findings: readonly Finding[] }> {
  const run = lookingAtTraining(given);
  const course =
    curves.steps + record.epochs.length === 0 ? [] : [lossFigure(record, sumOf(curves, record.judgedBy.terms))];
  // A single term that the run is judged by is the cost itself.
  const apart = Object.keys(curves.terms).length > 1 ? [termsFigure(record, curves)] : [];
  const { drawn, leftOut, failed } = await drawnFrom(run, tools);
  const codes = await dotsOf(run).catch((error: Error) => {
    failed.push(`figure latent could not be drawn: ${error.message}`);
    return undefined;
  });
  const own = drawn.filter(({ first }) => first).map(({ figure }) => figure);
  const [reconstructed, ...others] = drawn.filter(({ first }) => !first).map(({ figure }) => figure);
  const optimization = [learningRateFigure(record, curves), gradientNormFigure(record, curves)].filter(
    (figure) => figure !== undefined,
  );
  const before = [...own, ...course, ...apart, ...optimization, ...(reconstructed ? [reconstructed] : [])];
  const path = shellWord(run.path);
  const findings =
    of === undefined
      ? await verdict(run, record, curves).catch((error: Error) => {
          failed.push(`the verdict could not be made: ${error.message}`);
          return undefined;
        })
      : undefined;
  const suffix = of?.flags ?? '';
  return {
    html: report(record, {
      figures: [...before, ...(codes ? [codes.dots] : []), ...others],
      course: courseHtml(await readCourse(run.path)),
      path,
      leftOut: leftOut.map(({ why, command }) => ({ why, command: command + suffix })),
      of,
      ...(findings && { findings }),
      defaults: defaultsOf(run),
      drawnBy: [`latentkit figure latent ${path}`, ...drawn.map(({ command }) => command)].map((one) => one + suffix),
    }),
    figures: [...before, ...(codes ? [codes.latent] : []), ...others],
    failed,
    findings: findings ?? [],
  };
}

/** The codes of the test set, and as many of them as can be pointed at. */
async function dotsOf({ engine, model, data: load }: OpenRun): Promise<{ latent: RunFigure; dots: ReportFigure }> {
  const data = await load();
  const classes = data.classes && { classes: data.classes };
  const latent = await latentFigure(data.test, { engine, model, ...classes });
  const rows = data.test.y.shape[0] as number;
  const count = Math.min(rows, data.test.y.shape[3] === 3 ? mostDots[3] : mostDots[1]);
  const more = count < rows ? `The first ${count} of ${rows}. ` : '';
  const dots = {
    name: latent.name,
    columns: latent.columns,
    title: latent.title,
    caption: `${latent.caption} ${more}Point at a dot, or use the arrow keys, to see its example.`,
    svg: latent.first(count).svg,
    hover: hoverOf(data.test, latent, { count }),
  };
  return { latent, dots };
}

/** What a spec of this model holds that sets nothing; nothing for a model that cannot be trained without a setting. */
function defaultsOf({ entry }: OpenRun): Readonly<Record<string, unknown>> {
  try {
    return parse(shapeOf(entry), {}, flagOf);
  } catch (error) {
    if (isLatentKitError(error)) return {};
    throw error;
  }
}

/** A run whose training rows are looked at where none are held out. */
function lookingAtTraining(run: OpenRun): OpenRun {
  return {
    ...run,
    async data() {
      const data = await run.data();
      return data.test.y.shape[0] === 0 ? { ...data, test: data.train } : data;
    },
  };
}
