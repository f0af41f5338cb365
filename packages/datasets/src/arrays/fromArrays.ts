import { type Table, table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { Dataset, Split } from '../dataset.ts';
import { flatten, type Nested } from './flatten.ts';

/** Observations, one item a row, and their classes counted from 0. A `Table` (core's `table(values, shape, scale)`) is taken as it is. */
export interface Arrays {
  readonly y: Nested | Table;
  readonly label?: ArrayLike<number>;
}

/**
 * A data set of your own numbers.
 *
 * Rows are numbers, nested lists or typed arrays, all of one shape; a flat list is rows of one number. Rows in a `Uint8Array` are pixels:
 * they stay bytes, with scale 1/255. `Int32Array` stays int32, all else becomes float32, both with scale 1.
 *
 * @param arrays.test without it the test split has no rows; `split` holds some of the training rows out
 * @returns y [rows, …row], label [rows]
 * @throws `SHAPE` for ragged or empty rows or labels that do not fit, `NOT_FINITE` for what is not a finite number, each with its place
 * @example
 * const data = fromArrays({ name: 'corners', train: { y: [[0, 0], [0, 1], [1, 0], [1, 1]], label: [0, 1, 1, 0] } });
 */
export function fromArrays({
  name = 'arrays',
  train,
  test,
  classes,
}: {
  name?: string;
  train: Arrays;
  test?: Arrays;
  classes?: readonly string[];
}): Dataset {
  const learned = toSplit(train, 'train', classes);
  const judged = test ? toSplit(test, 'test', classes) : noRows(learned);
  const [row, testRow] = [learned.y.shape.slice(1), judged.y.shape.slice(1)];
  if (`${row}` !== `${testRow}`) {
    throw expected({
      where: 'fromArrays, test.y',
      expected: `rows of shape [${row}], as in train.y`,
      received: `[${testRow}]`,
      todo: 'Give both splits rows of one shape.',
      code: 'SHAPE',
    });
  }
  return { name, train: learned, test: judged, ...(classes && { classes }) };
}

function toSplit({ y, label }: Arrays, part: string, classes?: readonly string[]): Split {
  const observations = toTable(y, `fromArrays, ${part}.y`);
  if (label === undefined) return { y: observations };
  const rows = observations.shape[0] as number;
  const where = `fromArrays, ${part}.label`;
  if (label.length !== rows) {
    throw expected({
      where,
      expected: `${rows} labels, one for each row of ${part}.y`,
      received: `${label.length}`,
      todo: 'Give every row its label.',
      code: 'SHAPE',
    });
  }
  const most = classes ? classes.length - 1 : 2 ** 31 - 1;
  const values = Int32Array.from(label, (value, row) => {
    if (Number.isInteger(value) && value >= 0 && value <= most) return value;
    throw expected({
      where: `${where}[${row}]`,
      expected: `a whole number from 0 to ${most}`,
      received: String(value),
      todo: 'Count classes from 0.',
      code: 'OPTION',
    });
  });
  return { y: observations, label: { values, shape: [rows], scale: 1 } };
}

function toTable(y: Arrays['y'], where: string): Table {
  if (!isTable(y)) {
    const { values, shape } = flatten(y, where);
    return table(values, shape.length === 1 ? [...shape, 1] : shape, values instanceof Uint8Array ? 1 / 255 : 1);
  }
  const broken = y.values instanceof Float32Array ? y.values.findIndex((value) => !Number.isFinite(value)) : -1;
  if (broken !== -1) {
    throw expected({
      where: `${where}.values[${broken}]`,
      expected: 'a finite number',
      received: String(y.values[broken]),
      todo: 'Remove or replace what is missing.',
      code: 'NOT_FINITE',
    });
  }
  return table(y.values, y.shape, y.scale);
}

const isTable = (y: Arrays['y']): y is Table => typeof y === 'object' && y !== null && 'values' in y && 'shape' in y;

const noRows = ({ y, label }: Split): Split => ({
  y: { ...y, values: y.values.subarray(0, 0), shape: [0, ...y.shape.slice(1)] },
  ...(label && { label: { ...label, values: label.values.subarray(0, 0), shape: [0] } }),
});
