import type { Table } from '@latentkit/core';
import { applyPlan, type Dataset, type Plan, planLabel, type SourceTable } from '@latentkit/datasets';
import { fromPath, readTable } from '@latentkit/datasets/node';
import { expected } from '@latentkit/errors';
import { loadData } from '../entry/loadData.ts';
import { isAddress, readingOf } from '../entry/readingOf.ts';
import type { OpenRun } from '../folder/openRun.ts';
import { joined } from './joined.ts';
import type { RowsOfRun } from './rowsOfRun.ts';

/**
 * Every row of other data as a run's model takes them: columns are found by their names and standardised by the run's own plan, images get the size and
 * channels of the run's. A class that the run does not know follows after its own, unless the energy of the model needs the class.
 *
 * @param name the path of a folder or file, or a data set by name
 * @param options.label the column of classes of a table; the run's own, else the one called label, class or target, unless given
 * @throws `FILE_FORMAT` naming the columns that are not there, `DATA` for rows of another shape, `OPTION` for a label that no column has
 */
export async function newData(
  run: OpenRun,
  name: string,
  { label: labelColumn }: { label?: string | undefined } = {},
): Promise<RowsOfRun> {
  const { plan } = run.trainedOn;
  const { datasets } = run.catalogue;
  const named = Object.hasOwn(datasets, name) || isAddress(name);
  if (plan && !named) {
    const table = await readTable(name);
    const as = needsClass(run) ? plan : withOwnClasses(plan, table, labelColumn);
    const { rows, notes, ...split } = applyPlan(as, table);
    const classes = as === plan ? run.trainedOn.classes : classesIn(as);
    return { ...split, rows, notes, ...(split.label && classes && { classes }) };
  }
  const data = named
    ? await loadData(datasets, { data: name })
    : await fromPath(name, { ...readingOf({ ...run.spec, label: undefined, ...imageForm(run) }), test: 0 });
  const whole = data.test.y.shape[0] === 0 ? data.train : joined(data.train, data.test);
  const [rows, ...row] = whole.y.shape as [number, ...number[]];
  const wanted = run.model.exampleShape as readonly number[];
  if (row.join() !== wanted.join()) throw otherShape(name, wanted, row);
  const { label, ...others } = whole;
  return {
    ...others,
    ...(label && labelsAs(label, data, run)),
    rows: Int32Array.from({ length: rows }, (_, i) => i),
    notes: data.notes ?? [],
  };
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
  if (others.some(({ name, kind }) => name === found.name && kind !== 'left out')) return plan;
  return { ...plan, columns: [...others.filter(({ name }) => name !== found.name), { ...found, classes }] };
}

function classesIn({ columns }: Plan): readonly string[] | undefined {
  const label = columns.find(({ kind }) => kind === 'label');
  return label?.kind === 'label' ? label.classes : undefined;
}

/** The size of the run's images, whatever that of most of the others is. */
function imageForm({ trainedOn: { layout }, model: { exampleShape } }: OpenRun) {
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

const otherShape = (where: string, wanted: readonly number[], row: readonly number[]) =>
  expected({
    where,
    expected: `rows of shape [${wanted}], as the run learned from`,
    received: `rows of shape [${row}]`,
    todo: 'Give data of the same kind.',
    code: 'DATA',
  });
