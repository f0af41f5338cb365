import type { EpochRow, RunRecord } from '@latentkit/runs';
import type { Finding } from '../verdict/finding.ts';
import { wordsOf } from '../words.ts';
import { commandOf } from './commandOf.ts';
import type { LeftOut } from './drawn.ts';
import { figureHtml, type ReportFigure } from './figureHtml.ts';
import { cards, commands, dataTable, factTable, page, remark, section } from './html.ts';
import { verdictHtml } from './verdictHtml.ts';

export interface ReportOptions {
  readonly figures: readonly ReportFigure[];
  /** Of the run, as commands name it. */
  readonly path: string;
  readonly leftOut?: readonly LeftOut[];
  /** Faults of the run; left out where they could not be looked for. */
  readonly findings?: readonly Finding[];
  /** Commands that draw its figures again. */
  readonly drawnBy: readonly string[];
}

/** One run on a page that stands alone. */
export function report(record: RunRecord, { figures, path, leftOut = [], findings, drawnBy }: ReportOptions): string {
  const { spec, epochs } = record;
  const body = [
    ...(findings ? [verdictHtml(findings)] : []),
    cards(headline(record)),
    ...(record.error ? [section('How it ended', factTable([['error', record.error]]))] : []),
    ...figures.map(figureHtml),
    ...leftOut.map(({ why, command }) => remark(why, command)),
    section('Epochs', epochTable(epochs)),
    section('What was trained', factTable(facts(record))),
    section(
      'Do it again',
      '<p>The run. Same spec, seed and engine: the same losses, digit for digit.</p>',
      commands([commandOf(spec)]),
      '<p>Its judgement, its figures and this page.</p>',
      commands([`latentkit evaluate ${path}`, ...drawnBy, `latentkit report ${path}`]),
    ),
  ].join('\n');
  return page({ title: titleOf(record), kind: `LatentKit run · ${record.status}`, body });
}

export const titleOf = ({ spec, data }: Pick<RunRecord, 'spec' | 'data'>): string => `${spec.model} on ${data.name}`;

function headline({ epochs, parameters, judgedBy, test }: RunRecord): [string, string][] {
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  return [
    ...(test
      ? ([
          [`test ${judgedBy.title}, per example`, test.perExample.toPrecision(5)],
          ['the same per pixel', test.perPixel.toPrecision(4)],
          ...termCards(test.terms),
        ] satisfies [string, string][])
      : []),
    ['parameters', parameters.toLocaleString('en')],
    ['epochs', String(epochs.length)],
    ['training time', `${seconds.toFixed(1)} s`],
  ];
}

/** The parts of a sum; one term alone is the sum. */
function termCards(terms: Readonly<Record<string, number>>): [string, string][] {
  const parts = Object.entries(terms);
  return parts.length < 2 ? [] : parts.map(([name, mean]) => [`${wordsOf(name)}, test`, mean.toPrecision(5)]);
}

function epochTable(epochs: readonly EpochRow[]): string {
  return dataTable(
    ['epoch', 'train cost per example', 'test cost per example', 'per pixel', 'seconds', 'examples/s'],
    epochs.map(({ epoch, trainCost, test, seconds, examplesPerSecond }) => [
      String(epoch),
      trainCost.toPrecision(5),
      test.perExample.toPrecision(5),
      test.perPixel.toPrecision(4),
      seconds.toFixed(1),
      Math.round(examplesPerSecond).toLocaleString('en'),
    ]),
  );
}

function facts({ spec, engine, versions, data, latentkit, started, parameters }: RunRecord): [string, string][] {
  return [
    [
      'data',
      `${data.name}: ${data.train[0]} training and ${data.test[0]} test examples of shape [${data.train.slice(1)}]`,
    ],
    ['parameters', parameters.toLocaleString('en')],
    ['engine', `${engine.name} (${engine.reason})`],
    ...Object.entries(spec).map(([key, value]): [string, string] => [key, textOf(value)]),
    [
      'versions',
      Object.entries({ latentkit, ...versions })
        .map((pair) => pair.join(' '))
        .join(', '),
    ],
    ['started', started],
  ];
}

/** A value of a spec as people write it. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '–'));
