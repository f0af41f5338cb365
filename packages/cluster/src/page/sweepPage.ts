import { counted } from '@latentkit/errors';
import { shellWord } from '@latentkit/report';
import { cards, commands, dataTable, figureHtml, type Inks, page, section } from '@latentkit/report/internal';
import { lineChart, parallelCoordinates } from '@latentkit/viz';
import { type Course, standing } from '../sweep/course.ts';
import { ranking } from '../sweep/decide.ts';
import { settingText } from '../sweep/settingText.ts';
import { coordinateOf, type Dimension } from '../sweep/space.ts';
import type { SweepConfig } from '../sweep/sweepConfig.ts';
import { trialFolder } from '../trial/trialWork.ts';
import { importance } from './importance.ts';

/** Curves that can be told apart. */
const mostCurves = 10;
/** Choices of an axis that can be read. */
const mostNames = 12;

/** The metric as people say it. */
const said = ({ metric: { name } }: SweepConfig): string =>
  ({ test: 'test loss', train: 'training loss' })[name] ?? name;

/** A sweep on a page that stands alone: its best, each trial as a line over its settings, which settings matter, the best trials' curves, a table. */
export function sweepPage(config: SweepConfig, course: Course, folder: string): string {
  const best = ranking(config, course);
  const { metric, method } = config;
  const [first] = best;
  const inks: Inks = new Map();
  const body = [
    cards(headline(config, course)),
    ...(best.length === 0
      ? []
      : [acrossSettings(config, course, inks), ...matters(config, course), curvesOf(config, course, inks)]),
    section('All trials', tableOf(config, course)),
    section(
      'Use the best',
      commands([
        ...(first ? [`latentkit report ${shellWord(`${folder}/${trialFolder(first.trial)}`)}`] : []),
        `optuna-dashboard ${shellWord(`${folder}/optuna.jsonl`)}`,
      ]),
    ),
  ].join('\n');
  const { model } = { ...config.fixed } as { model?: string };
  return page({
    title: `${model ?? 'Models'}: ${counted(best.length, 'trial')}`,
    kind: `LatentKit · ${method} sweep, ${metric.goal} ${said(config)}`,
    body,
    inks,
  });
}

function headline(config: SweepConfig, course: Course): [string, string][] {
  const best = ranking(config, course);
  const failed = failures(course).size;
  const trained = best.reduce((sum, { epochs }) => sum + epochs, 0);
  return [
    ...(best[0]
      ? ([
          [`best ${said(config)}`, best[0].value.toPrecision(5)],
          ['by trial', String(best[0].trial)],
        ] satisfies [string, string][])
      : []),
    ['trials', String(course.trials.length)],
    ['epochs trained', trained.toLocaleString('en')],
    ...(failed > 0 ? ([['failed', String(failed)]] satisfies [string, string][]) : []),
  ];
}

const failures = (course: Course) =>
  new Map(
    [...course.outcomes].flatMap(([i, one]) => ('error' in one ? [[course.decisions[i]?.trial, one.error]] : [])),
  );

function acrossSettings(config: SweepConfig, course: Course, inks: Inks): string {
  const best = ranking(config, course);
  const metric = said(config);
  const names = Object.keys(config.space).filter((name) => isDrawn(config.space[name] as Dimension));
  const axes = names.map((name) => {
    const dimension = config.space[name] as Dimension;
    if (dimension.kind === 'choice') return { label: name, names: dimension.values.map(settingText) };
    return { label: name, log: dimension.log };
  });
  const values = best.flatMap(({ trial, value }) => [
    ...names.map((name) => {
      const [dimension, setting] = [config.space[name] as Dimension, course.trials[trial]?.point[name]];
      return dimension.kind === 'choice' ? coordinateOf(dimension, setting) : (setting as number);
    }),
    value,
  ]);
  const colors = best.map((_, place) => (best.length === 1 ? 1 : 1 - place / (best.length - 1)));
  const title = `Settings and ${metric} of each trial`;
  const drawn = parallelCoordinates({ title, axes: [...axes, { label: metric }], values, colors });
  const words = best.map(
    ({ trial, epochs, value }) =>
      `trial ${trial} · ${metric} ${settingText(value)} after ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} · ${names
        .map((name) => `${name} ${settingText(course.trials[trial]?.point[name])}`)
        .join(' · ')}`,
  );
  const caption = `A line per trial: the stronger its contrast with the page, the better its rank. On the last axis: ${metric} after the epochs that the trial was trained for${
    config.earlyTerminate ? ', all of them or those of the rung where it was left' : ''
  }.`;
  return figureHtml({ ...drawn, name: 'settings', title, caption, hover: { words } }, inks);
}

const isDrawn = (dimension: Dimension) => dimension.kind === 'number' || dimension.values.length <= mostNames;

function matters(config: SweepConfig, course: Course): string[] {
  const shares = importance(config, course);
  if (shares.length === 0) return [];
  const rows = shares.map(({ name, share }) => [name, `${(100 * share).toFixed(0)} %`]);
  return [
    section(
      'Which settings matter',
      dataTable(['parameter', `of the variance of the trials' ranks`], rows),
      `<p class="remark">Each parameter alone, less what chance would show (ε²), all trials compared after as many epochs; the search visits good settings more often, which makes shares smaller.</p>`,
    ),
  ];
}

function curvesOf(config: SweepConfig, course: Course, inks: Inks): string {
  const metric = said(config);
  const best = ranking(config, course).slice(0, mostCurves);
  const series = best.map(({ trial }) => {
    const y = standing(course, trial, course.decisions.length).last?.course ?? [];
    return { name: `trial ${trial}`, x: y.map((_, i) => i + 1), y };
  });
  const title = `${metric} by epoch`;
  const drawn = lineChart({ title, x: { label: 'epoch' }, y: { label: metric }, series });
  const caption = `The ${counted(best.length, 'trial that ranks', 'trials that rank')} first.`;
  return figureHtml({ ...drawn, name: 'curves', title, caption }, inks);
}

function tableOf(config: SweepConfig, course: Course): string {
  const names = Object.keys(config.space);
  const failed = failures(course);
  const settings = (trial: number) => names.map((name) => settingText(course.trials[trial]?.point[name]));
  const ranked = ranking(config, course).map(({ trial, epochs, value }) => [
    String(trial),
    value.toPrecision(6),
    String(epochs),
    ...settings(trial),
  ]);
  const rest = course.trials.flatMap(({ trial }) => {
    const error = failed.get(trial);
    const isRanked = standing(course, trial, course.decisions.length).last !== undefined;
    return isRanked ? [] : [[String(trial), error === undefined ? 'not ended' : 'failed', '–', ...settings(trial)]];
  });
  return dataTable(['trial', said(config), 'epochs', ...names], [...ranked, ...rest]);
}
