import { type Curves, type OpenRun, type RunRecord, sumOf } from '@latentkit/runs';
import type { Figures } from '../entry/figureEntry.ts';
import type { RunFigure } from '../entry/runFigure.ts';
import type { Samplers } from '../entry/samplerEntry.ts';
import { latentFigure } from '../figures/latentFigure.ts';
import { lossFigure } from '../figures/lossFigure.ts';
import { termsFigure } from '../figures/termsFigure.ts';
import type { Finding } from '../verdict/finding.ts';
import { verdict } from '../verdict/verdict.ts';
import { shellWord } from './commandOf.ts';
import { drawnFrom } from './drawn.ts';
import type { ReportFigure } from './figureHtml.ts';
import { hoverOf } from './hover.ts';
import { report } from './report.ts';

/** What a catalogue has for reports. */
export interface ReportTools {
  readonly figures: Figures;
  readonly samplers: Samplers;
}

/** Dots that can be pointed at; each is an element of the page, twice. */
const mostDots = { 1: 2000, 3: 500 };

/** The page of a run, its figures, and a line for each that could not be drawn. Takes a few seconds: samplers are fitted to few codes. */
export async function runReport(
  run: OpenRun,
  record: RunRecord,
  { curves, ...tools }: ReportTools & { readonly curves: Curves },
): Promise<{ html: string; figures: RunFigure[]; failed: readonly string[]; findings: readonly Finding[] }> {
  const course =
    curves.steps + record.epochs.length === 0 ? [] : [lossFigure(record, sumOf(curves, record.judgedBy.terms))];
  // A single term that the run is judged by is the cost itself.
  const apart = Object.keys(curves.terms).length > 1 ? [termsFigure(record, curves)] : [];
  const { drawn, leftOut, failed } = await drawnFrom(run, tools);
  const codes = await dotsOf(run).catch((error: Error) => {
    failed.push(`figure latent could not be drawn: ${error.message}`);
    return undefined;
  });
  const [reconstructed, ...others] = drawn.map(({ figure }) => figure);
  const before = [...course, ...apart, ...(reconstructed ? [reconstructed] : [])];
  const path = shellWord(run.path);
  const findings = await verdict(run, record, curves).catch((error: Error) => {
    failed.push(`the verdict could not be made: ${error.message}`);
    return undefined;
  });
  return {
    html: report(record, {
      figures: [...before, ...(codes ? [codes.dots] : []), ...others],
      path,
      leftOut,
      ...(findings && { findings }),
      drawnBy: [`latentkit figure latent ${path}`, ...drawn.map(({ command }) => command)],
    }),
    figures: [...before, ...(codes ? [codes.latent] : []), ...others],
    failed,
    findings: findings ?? [],
  };
}

/** The codes of the test set, and as many of them as can be pointed at. */
async function dotsOf({ engine, model, data: load }: OpenRun): Promise<{ latent: RunFigure; dots: ReportFigure }> {
  const data = await load();
  const latent = await latentFigure(data.test, { engine, model, ...(data.classes && { classes: data.classes }) });
  const rows = data.test.y.shape[0] as number;
  const count = Math.min(rows, data.test.y.shape[3] === 3 ? mostDots[3] : mostDots[1]);
  const more = count < rows ? `The first ${count} of ${rows}. ` : '';
  const dots = {
    title: latent.title,
    caption: `${latent.caption} ${more}Point at one, or press the arrow keys, to see what it stands for.`,
    svg: latent.first(count).svg,
    hover: hoverOf(data.test, latent, { count }),
  };
  return { latent, dots };
}
