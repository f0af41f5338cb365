import { isLatentKitError } from '@latentkit/errors';
import type { OpenRun, RowsOfRun, Scores } from '@latentkit/runs';
import type { RunFigure } from '../entry/runFigure.ts';
import type { Inks } from '../page/bothLooks.ts';
import { shellWord } from '../page/commandOf.ts';
import { figureHtml } from '../page/figureHtml.ts';
import { cards, commands, escapeHtml, figureGrid, page, section } from '../page/html.ts';
import { energiesFigure } from './energiesFigure.ts';
import type { Known } from './knownClasses.ts';
import { rocFigure } from './rocFigure.ts';
import { worstImages, worstOf, worstTable } from './worstRows.ts';

const mostRows = 20;
const mostImages = 10;

export interface ScoresPageOptions {
  /** How people call the scored rows: a path, or a split. */
  readonly of: string;
  /** Where classes are known. */
  readonly known?: Known | undefined;
  /** The command that writes the page again. */
  readonly command: string;
}

/**
 * What scores say, on a page that stands alone: energies of held-out and scored rows, the ROC where classes are known, and the rows with the highest energy with
 * the columns or pixels that made it.
 */
export async function scoresPage(
  run: OpenRun,
  used: RowsOfRun,
  { scores, of, known, command }: ScoresPageOptions & { readonly scores: Scores },
): Promise<string> {
  const { title, unit } = (run.entry.calmJudge ?? run.entry.judge)(run.spec);
  const worst = worstOf(scores, mostRows);
  const figures = [
    () => energiesFigure(scores, { unit, of, known }),
    () => known && rocFigure(known, scores),
    () => worstImages(run, used, worst.slice(0, mostImages)),
  ];
  const inks: Inks = new Map();
  const drawnFigures = await Promise.all(figures.map((draw) => drawn(draw, inks)));
  const body = [
    cards(headline(scores, known)),
    figureGrid(drawnFigures),
    section('Rows with the highest energy', await worstTable(run, used, scores, worst)),
    section('Reproduce', commands([command, `latentkit evaluate ${shellWord(run.path)}`])),
  ].join('\n');
  return page({
    title: `Scores of ${of}`,
    kind: `LatentKit · ${run.spec.model} on ${run.trainedOn.name} · ${title}`,
    body,
    inks,
  });
}

/** A figure of the page, or a line that says why there is none. */
async function drawn(draw: () => RunFigure | undefined | Promise<RunFigure | undefined>, inks: Inks): Promise<string> {
  try {
    const figure = await draw();
    return figure ? figureHtml(figure, inks) : '';
  } catch (error) {
    if (!isLatentKitError(error)) throw error;
    return section('Not drawn', `<p class="remark">${escapeHtml(error.message)}</p>`);
  }
}

function headline({ energy, threshold }: Scores, known: Known | undefined): [string, string][] {
  const sorted = energy.toSorted();
  const above = threshold === undefined ? 0 : energy.filter((value) => value > threshold).length;
  return [
    ['rows', energy.length.toLocaleString('en')],
    ['median energy', (sorted[sorted.length >> 1] as number).toPrecision(4)],
    ['highest', (sorted.at(-1) as number).toPrecision(4)],
    ...(threshold === undefined
      ? []
      : ([
          ['threshold', threshold.toPrecision(4)],
          ['rows above it', above.toLocaleString('en')],
        ] satisfies [string, string][])),
    ...(known ? ([['area under the ROC curve', known.roc.area.toFixed(3)]] satisfies [string, string][]) : []),
  ];
}
