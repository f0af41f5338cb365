import type { Table } from '@latentkit/core';
import { applyPlan, type Dataset, type Missing, type Plan, planLabel, type SourceTable } from '@latentkit/datasets';
import { fromPath, readImage, readTable } from '@latentkit/datasets/node';
import { expected } from '@latentkit/errors';
import { fetched } from '../entry/fetched.ts';
import { loadData } from '../entry/loadData.ts';
import { isAddress, readingOf } from '../entry/readingOf.ts';
import type { OpenRun } from '../folder/openRun.ts';
import { checkScale } from './checkScale.ts';
import { joined } from './joined.ts';
import type { RowsOfRun } from './rowsOfRun.ts';

/**
 * Every row of other data as a run's model takes them: columns are found by their names and standardised by the run's own plan, images get the size and
 * channels of the run's. A class that the run does not know follows after its own, unless the energy of the model needs the class.
 *
 * @param given the path of a folder or file (one image too), its address, or a data set by name
 * @param options.label the column of classes of a table; by default the run's own, else the one called label, class or target
 * @param options.missing what to do with rows of a table that lack a value; as in training by default
 * @param options.unknown `keep` keeps rows with words that no training row had, and names their cells; else they lack a value
 * @throws `FILE_FORMAT` naming the columns that are not there, `DATA` for rows of another shape, `OPTION` for a label that no column has
 */
export async function newData(run: OpenRun, given: string, reading: TableReading = {}): Promise<RowsOfRun> {
  const name = isAddress(given) ? await fetched(given) : given;
  const { plan } = run.trainedOn;
  const { datasets } = run.catalogue;
  const named = Object.hasOwn(datasets, name);
  if (plan && !named) return plannedRows(run, plan, await readTable(name, { array: run.spec.array }), reading);
  const form = imageForm(run);
  const { imageSize, channels } = form;
  if (!named && imageSize && channels && isImage(name)) {
    const { fit, background } = run.spec;
    const y = await readImage(name, { imageSize, channels, ...(fit && { fit }), ...(background && { background }) });
    return { y, rows: Int32Array.of(0), notes: [] };
  }
  const data = named
    ? await loadData(datasets, { data: name })
    : await fromPath(name, {
        ...readingOf({ ...run.spec, label: undefined, ...form }),
        asRows: asTrained(run),
        test: 0,
      });
  const whole = data.test.y.shape[0] === 0 ? data.train : joined(data.train, data.test);
  const [rows, ...row] = whole.y.shape as [number, ...number[]];
  checkShape(run, name, row);
  const scaleNotes = checkScale(run, name, whole.y);
  const { label, ...others } = whole;
  return {
    ...others,
    ...(label && labelsAs(label, data, run)),
    rows: Int32Array.from({ length: rows }, (_, i) => i),
    notes: [...(data.notes ?? []), ...scaleNotes],
  };
}

/** How a table of other data is read. */
export interface TableReading {
  readonly label?: string | undefined;
  readonly missing?: Missing | undefined;
  readonly unknown?: 'keep' | undefined;
}

/** The rows of a table as the plan of a run has them. @param options as those of `newData` */
export function plannedRows(
  run: OpenRun,
  plan: Plan,
  table: SourceTable,
  { label, missing, unknown }: TableReading = {},
): RowsOfRun {
  const as = needsClass(run) ? plan : withOwnClasses(plan, table, label);
  const { rows, notes, ...split } = applyPlan(as, table, { missing, unknown });
  const classes = as === plan ? run.trainedOn.classes : classesIn(as);
  return { ...split, rows, notes, ...(split.label && classes && { classes }) };
}

const needsClass = ({ trainedOn }: OpenRun) => Object.hasOwn(trainedOn.fingerprint ?? {}, 'train.label');

/** The plan with the classes of a table after those of its own. */
function withOwnClasses(plan: Plan, table: SourceTable, label?: string): Plan {
  const own = plan.columns.find(({ kind }) => kind === 'label');
  const asked = label ?? (own && table.columns.some(({ name }) => name === own.name) ? own.name : undefined);
  const found = planLabel(table, asked);
  if (found?.kind !== 'label') return plan;
  const known = own?.kind === 'label' ? own.classes : [];
  const classes = [...known, ...found.classes.filter((name) => !known.includes(name))];
  const others = plan.columns.filter(({ kind }) => kind !== 'label');
  // A column that the model learned from stays one.
  if (others.some(({ name, kind }) => name === found.name && kind !== 'left out')) {
    if (label === undefined) return plan;
    throw expected({
      where: `${table.file}, --label ${label}`,
      expected: 'a column that the run did not learn from',
      received: 'one that it did',
      todo: 'Name another column.',
      code: 'OPTION',
    });
  }
  return { ...plan, columns: [...others.filter(({ name }) => name !== found.name), { ...found, classes }] };
}

function classesIn({ columns }: Plan): readonly string[] | undefined {
  const label = columns.find(({ kind }) => kind === 'label');
  return label?.kind === 'label' ? label.classes : undefined;
}

interface ImageSize {
  readonly imageSize: [number, number];
  readonly channels: 1 | 3;
}

/** Bytes as the run has them: of its scale, or as whole numbers where its own went beyond 1. */
function asTrained({ trainedOn: { scale, range } }: OpenRun): { scale?: number } {
  if (scale !== 1) return { scale };
  return range && range[1] > 1 ? { scale } : {};
}

const isImage = (name: string) => /\.(png|jpe?g|webp|gif|tiff?|avif)$/i.test(name);

/** The size of the run's images, whatever that of most of the others is. */
function imageForm({ trainedOn: { layout }, model: { exampleShape } }: OpenRun): Partial<ImageSize> {
  const [height, width, channels] = exampleShape;
  if (layout !== 'channels last' || (channels !== 1 && channels !== 3)) return {};
  return { imageSize: [height as number, width as number], channels: channels as 1 | 3 };
}

/** Classes by the run's numbers of them, others after them; none where the model needs the class and other data have one that the run does not know. */
function labelsAs(label: Table, { classes }: Dataset, run: OpenRun): { label?: Table; classes?: readonly string[] } {
  const known = run.trainedOn.classes;
  if (!classes) return { label, ...(known && { classes: known }) };
  if (!known) return { label, classes };
  const all = [...known, ...classes.filter((name) => !known.includes(name))];
  if (all.length > known.length && needsClass(run)) return {};
  const as = classes.map((name) => all.indexOf(name));
  return { label: { ...label, values: Int32Array.from(label.values, (at) => as[at] as number) }, classes: all };
}

/** @throws DATA for rows of another shape than a run learned from */
export function checkShape({ model }: OpenRun, where: string, row: readonly number[]): void {
  const wanted = model.exampleShape as readonly number[];
  if (row.join() === wanted.join()) return;
  throw expected({
    where,
    expected: `rows of shape [${wanted}], as in the training data`,
    received: `rows of shape [${row}]`,
    todo: 'Give data of the same kind.',
    code: 'DATA',
  });
}
