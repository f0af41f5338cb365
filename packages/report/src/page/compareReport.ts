import { isLatentKitError } from '@latentkit/errors';
import type { Curves, OpenRun, RunRecord } from '@latentkit/runs';
import { bestOf, flagOf, parse, specsApart } from '@latentkit/runs/internal';
import type { RunFigure } from '../entry/runFigure.ts';
import { curvesApart } from '../figures/curvesApart.ts';
import { comparison } from '../figures/entries/comparison.ts';
import { distinctNames } from '../figures/namesOf.ts';
import { settingOf, textOf } from '../settings.ts';
import type { Inks } from './bothLooks.ts';
import { commandOf, shellWord } from './commandOf.ts';
import { figureHtml } from './figureHtml.ts';
import { commands, dataTable, figureGrid, page, section } from './html.ts';
import { titleOf } from './report.ts';

export interface Told {
  readonly run: OpenRun;
  readonly record: RunRecord;
  readonly curves: Curves;
}

/** Several runs on a page that stands alone: what they reached, where their specs differ, their curves over common axes, and images of each. */
export async function compareReport(runs: readonly [Told, ...Told[]]): Promise<string> {
  const names = distinctNames(runs.map(({ record }) => record.spec));
  const figures = [
    ...curvesApart(runs.map(({ record, curves }, i) => ({ name: names[i] as string, record, curves }))),
    ...(await sideBySide(runs)),
  ];
  const apart = specsApart(runs.map(({ record }) => record.spec));
  const paths = runs.map(({ run }) => shellWord(run.path));
  const inks: Inks = new Map();
  const body = [
    section(
      'Results',
      dataTable(
        ['run', 'folder', ...reachedHead],
        runs.map(({ run, record }, i) => [names[i] as string, run.path, ...reached(record)]),
      ),
    ),
    section(
      'Settings that differ',
      apart.length === 0
        ? '<p>None.</p>'
        : dataTable(
            ['setting', ...names],
            apart.map(({ key, values }) => [settingOf(key), ...values.map(textOf)]),
          ),
    ),
    figureGrid(figures.map((figure) => figureHtml(figure, inks))),
    section(
      'Reproduce',
      commands([...runs.map(({ record }) => commandOf(record.spec)), `latentkit report ${paths.join(' ')}`]),
    ),
  ].join('\n');
  return page({
    title: titleFor(runs.map(({ record }) => record)),
    kind: `LatentKit · ${runs.length} runs compared`,
    body,
    inks,
  });
}

const reachedHead = ['judged by', 'best', 'at epoch', 'last', 'epochs', 'parameters', 'seconds'];

function reached(record: RunRecord): string[] {
  const { judgedBy, epochs, test, parameters } = record;
  const best = bestOf(record);
  return [
    judgedBy.title,
    best?.cost.toPrecision(5) ?? '–',
    best ? String(best.epoch) : '–',
    test?.perExample.toPrecision(5) ?? '–',
    String(epochs.length),
    parameters.toLocaleString('en'),
    epochs.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(1),
  ];
}

function titleFor(records: readonly RunRecord[]): string {
  const titles = [...new Set(records.map(titleOf))];
  return titles.length === 1 ? (titles[0] as string) : titles.join(', ');
}

/** The same images by each model, where all are models of images. */
async function sideBySide(runs: readonly [Told, ...Told[]]): Promise<RunFigure[]> {
  try {
    const [first, ...others] = runs;
    return [
      await comparison.draw([first.run, ...others.map(({ run }) => run)], parse(comparison.options, {}, flagOf), {
        samplers: {},
      }),
    ];
  } catch (error) {
    if (isLatentKitError(error)) return [];
    throw error;
  }
}
