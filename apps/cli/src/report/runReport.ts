import { latentFigure } from '../figures/latentFigure.ts';
import { lossFigure } from '../figures/lossFigure.ts';
import type { RunFigure } from '../figures/runFigure.ts';
import { termsFigure } from '../figures/termsFigure.ts';
import { type Curves, sumOf } from '../run/curves.ts';
import type { OpenRun } from '../run/openRun.ts';
import type { RunRecord } from '../run/record.ts';
import { shellWord } from './commandOf.ts';
import { drawnFrom } from './drawn.ts';
import type { ReportFigure } from './figureHtml.ts';
import { hoverOf } from './hover.ts';
import { report } from './report.ts';

/** Dots that can be pointed at; each is an element of the page, twice. */
const mostDots = { 1: 2000, 3: 500 };

/** The page of a run, and its figures. Takes a few seconds: samplers are fitted to few codes. */
export async function runReport(
  run: OpenRun,
  record: RunRecord,
  curves: Curves,
): Promise<{ html: string; figures: RunFigure[] }> {
  const data = await run.data();
  const { engine, model, path } = run;
  const course =
    curves.steps + record.epochs.length === 0 ? [] : [lossFigure(record, sumOf(curves, record.judgedBy.terms))];
  // A single term that the run is judged by is the cost itself.
  const apart = Object.keys(curves.terms).length > 1 ? [termsFigure(record, curves)] : [];
  const { drawn, leftOut } = await drawnFrom(run);
  const latent = await latentFigure(data.test, { engine, model, ...(data.classes && { classes: data.classes }) });
  const rows = data.test.y.shape[0] as number;
  const count = Math.min(rows, data.test.y.shape[3] === 3 ? mostDots[3] : mostDots[1]);
  const dots: ReportFigure = {
    title: latent.title,
    caption: `${latent.caption} ${count < rows ? `The first ${count} of ${rows}. ` : ''}Point at one, or press the arrow keys, to see what it stands for.`,
    svg: latent.first(count).svg,
    hover: hoverOf(data.test, latent, { count }),
  };
  const [reconstructed, ...others] = drawn.map(({ figure }) => figure);
  const before = [...course, ...apart, ...(reconstructed ? [reconstructed] : [])];
  return {
    html: report(record, {
      figures: [...before, dots, ...others],
      path: shellWord(path),
      leftOut,
      drawnBy: [`latentkit figure latent ${shellWord(path)}`, ...drawn.map(({ command }) => command)],
    }),
    figures: [...before, latent, ...others],
  };
}
