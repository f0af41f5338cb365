import type { HostArray } from '@latentkit/core';
import { float64Vectors } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';

/** Codes and the class of each: `{ codes, labels: split.label.values }`. */
export interface Labelled {
  /** [n, size] */
  readonly codes: HostArray<ArrayLike<number>>;
  /** [n], whole numbers from 0 */
  readonly labels: ArrayLike<number>;
}

/** The same, checked: codes in float64, [rows · size]. */
export interface LabelledRows {
  readonly values: Float64Array;
  readonly rows: number;
  readonly size: number;
  readonly labels: Int32Array;
}

/** Codes to learn from and codes to judge by, of one size. */
export function trainAndTest(
  where: string,
  { train, test }: { train: Labelled; test: Labelled },
): { train: LabelledRows; test: LabelledRows } {
  const [known, asked] = [labelledRows(`${where}, train`, train), labelledRows(`${where}, test`, test)];
  if (known.size !== asked.size) {
    throw expected({
      where: `${where}, test`,
      expected: `codes of size ${known.size}, as in train`,
      received: `codes of size ${asked.size}`,
      todo: 'Pass codes of one encoder.',
      code: 'SHAPE',
    });
  }
  return { train: known, test: asked };
}

function labelledRows(where: string, { codes, labels }: Labelled): LabelledRows {
  const rows = float64Vectors(where, codes);
  return { ...rows, labels: checkLabels(where, labels, rows.rows) };
}

export function checkLabels(where: string, labels: ArrayLike<number>, rows: number): Int32Array {
  if (labels.length !== rows) {
    throw expected({
      where,
      expected: `${rows} labels, one for each row`,
      received: String(labels.length),
      todo: 'Pass the labels of the same split.',
      code: 'SHAPE',
    });
  }
  const odd = Array.prototype.findIndex.call(labels, (label) => !Number.isInteger(label) || label < 0 || label > MOST);
  if (odd !== -1) {
    throw expected({
      where,
      expected: `labels that are whole numbers from 0 to ${MOST}`,
      received: `${labels[odd]} at row ${odd}`,
      todo: 'Count the classes from 0.',
      code: 'LABEL',
    });
  }
  return Int32Array.from(labels);
}

/** A matrix of classes by classes must fit in memory. */
const MOST = 9999;
