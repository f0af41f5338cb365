import type { RunRecord } from '@latentkit/runs';
import { exampleWords } from '@latentkit/runs/internal';
import { settingOf, textOf } from '../settings.ts';
import type { Finding } from '../verdict/finding.ts';
import { wordsOf } from '../words.ts';
import type { Inks } from './bothLooks.ts';
import { commandOf } from './commandOf.ts';
import type { LeftOut } from './drawn.ts';
import { figureHtml, type ReportFigure } from './figureHtml.ts';
import {
  cards,
  commands,
  dataTable,
  escapeHtml,
  factTable,
  figureGrid,
  folded,
  page,
  remark,
  section,
} from './html.ts';
import { verdictHtml } from './verdictHtml.ts';

export interface ReportOptions {
  readonly figures: readonly ReportFigure[];
  /** The animation over its epochs, markup already. */
  readonly course?: string | undefined;
  /** Path of the run, as commands name it. */
  readonly path: string;
  readonly leftOut?: readonly LeftOut[];
  /** Faults of the run; left out where they could not be looked for. */
  readonly findings?: readonly Finding[];
  /** Defaults of its model's spec. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** What the figures show in place of the test split. */
  readonly of?: Shown | undefined;
  /** Commands that draw its figures again. */
  readonly drawnBy: readonly string[];
}

/** Rows that figures show in place of a run's test split. */
export interface Shown {
  /** What people call them. */
  readonly name: string;
  /** What names them in a command, a space before it. */
  readonly flags: string;
}

/** One run on a page that stands alone. */
export function report(
  record: RunRecord,
  { figures, course, path, leftOut = [], findings, of, drawnBy, defaults = {} }: ReportOptions,
): string {
  const { spec } = record;
  const inks: Inks = new Map();
  const suffix = of?.flags ?? '';
  const body = [
    ...(of === undefined ? [] : [otherRows(of)]),
    ...(findings ? [verdictHtml(findings)] : []),
    cards(headline(record)),
    ...(record.error ? [section('How it ended', factTable([['error', record.error]]))] : []),
    figureGrid([...figures.map((figure) => figureHtml(figure, inks)), ...(course ? [course] : [])]),
    ...leftOut.map(({ why, command }) => remark(why, command)),
    section('Epochs', epochTable(record)),
    trained(record, defaults),
    section(
      'Reproduce',
      '<p>Reproduce the run. The same settings, seed and engine give the same losses, digit for digit.</p>',
      commands([commandOf({ ...apartFrom(spec, defaults), model: spec.model })]),
      '<p>Reproduce the evaluation, the figures and this report.</p>',
      commands([`latentkit evaluate ${path}${suffix}`, ...drawnBy, `latentkit report ${path}${suffix}`]),
    ),
  ].join('\n');
  const held = record.data.test[0] === 0 ? ' · no rows were held out: figures show training rows' : '';
  return page({ title: titleOf(record), kind: `LatentKit run · ${record.status}${held}`, body, inks });
}

const otherRows = ({ name }: Shown) =>
  section(
    'Other rows',
    `<p>The figures show ${escapeHtml(name)}, not the test split. Losses and epochs are those of training.</p>`,
  );

export const titleOf = ({ spec, data }: Pick<RunRecord, 'spec' | 'data'>): string => `${spec.model} on ${data.name}`;

function headline({ epochs, parameters, judgedBy, test, data }: RunRecord): [string, string][] {
  const { one, number } = exampleWords(data);
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  return [
    ...(test
      ? ([
          [`test ${judgedBy.title}, per ${one}`, test.perExample.toPrecision(5)],
          [`per ${number}`, test.perPixel.toPrecision(4)],
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

function epochTable({ epochs, data }: Pick<RunRecord, 'epochs' | 'data'>): string {
  const { one, many, number } = exampleWords(data);
  return dataTable(
    ['epoch', `train loss per ${one}`, `test loss per ${one}`, `per ${number}`, 'seconds', `${many}/s`],
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

function facts({
  engine,
  machine,
  peakMemory,
  versions,
  data,
  latentkit,
  started,
  parameters,
}: RunRecord): [string, string][] {
  return [
    [
      'examples',
      `${data.train[0]} training and ${data.test[0]} test ${exampleWords(data).many} of shape [${data.train.slice(1)}]`,
    ],
    ['parameters', parameters.toLocaleString('en')],
    ['engine', `${engine.name} (${engine.reason})`],
    ...(machine ? [['machine', machineText(machine)] satisfies [string, string]] : []),
    ...(peakMemory === undefined ? [] : [['memory', `${gigabytes(peakMemory)} at peak`] satisfies [string, string]]),
    [
      'versions',
      Object.entries({ latentkit, ...versions })
        .map((pair) => pair.join(' '))
        .join(', '),
    ],
    ['started', started],
  ];
}

const isUsual = (defaults: Readonly<Record<string, unknown>>, key: string, value: unknown) =>
  key in defaults && textOf(value) === textOf(defaults[key]);

const apartFrom = (spec: Readonly<Record<string, unknown>>, defaults: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(spec).filter(([key, value]) => !isUsual(defaults, key, value)));

/** Settings that differ from their defaults, then the others, folded. */
function trained(record: RunRecord, defaults: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(record.spec).map(([key, value]) => ({
    key,
    text: textOf(value),
    usual: isUsual(defaults, key, value),
  }));
  const rows = (usual: boolean) =>
    entries.filter((entry) => entry.usual === usual).map(({ key, text }) => [settingOf(key), text] as const);
  const [own, rest] = [rows(false), rows(true)];
  return section(
    'What was trained',
    factTable([...own, ...facts(record)]),
    ...(rest.length === 0 ? [] : [folded(`${rest.length} settings at their defaults`, factTable(rest))]),
  );
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toPrecision(2)} GB`;
const machineText = ({ cpu, cores, memory, platform }: NonNullable<RunRecord['machine']>) =>
  `${cpu}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${gigabytes(memory)} of memory, ${platform}`;
