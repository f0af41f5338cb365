import type { Table } from '@latentkit/core';
import { applyPlan, type Dataset } from '@latentkit/datasets';
import { fromPath, readTable } from '@latentkit/datasets/node';
import { expected } from '@latentkit/errors';
import { loadData } from '../entry/loadData.ts';
import { isAddress, readingOf } from '../entry/readingOf.ts';
import type { OpenRun } from '../folder/openRun.ts';
import { joined } from './joined.ts';
import type { RowsOfRun } from './rowsOfRun.ts';

/**
 * Every row of other data as a run's model takes them: columns are found by their names and standardised by the run's own plan, images get the size and
 * channels of the run's.
 *
 * @param name the path of a folder or file, or a data set by name
 * @throws `FILE_FORMAT` naming the columns that are not there, `DATA` for rows of another shape
 */
export async function newData(run: OpenRun, name: string): Promise<RowsOfRun> {
  const { plan, classes } = run.trainedOn;
  const { datasets } = run.catalogue;
  const named = Object.hasOwn(datasets, name) || isAddress(name);
  if (plan && !named) {
    const { rows, notes, ...split } = applyPlan(plan, await readTable(name));
    return { ...split, rows, notes, ...(classes && { classes }) };
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
    ...(classes && { classes }),
  };
}

/** The size of the run's images, whatever that of most of the others is. */
function imageForm({ trainedOn: { layout }, model: { exampleShape } }: OpenRun) {
  const [height, width, channels] = exampleShape;
  if (layout !== 'channels last' || (channels !== 1 && channels !== 3)) return {};
  return { imageSize: [height as number, width as number], channels: channels as 1 | 3 };
}

/** Classes by the run's numbers of them; none where other data have a class that the run does not know. */
function labelsAs(label: Table, { classes }: Dataset, { trainedOn }: OpenRun): { label?: Table } {
  const known = trainedOn.classes;
  if (!known || !classes) return { label };
  const as = classes.map((name) => known.indexOf(name));
  if (as.includes(-1)) return {};
  return { label: { ...label, values: Int32Array.from(label.values, (at) => as[at] as number) } };
}

const otherShape = (where: string, wanted: readonly number[], row: readonly number[]) =>
  expected({
    where,
    expected: `rows of shape [${wanted}], as the run learned from`,
    received: `rows of shape [${row}]`,
    todo: 'Give data of the same kind.',
    code: 'DATA',
  });
