import { expected } from '@latentkit/errors';
import { type RocCurve, rocCurve } from '@latentkit/metrics';
import type { RowsOfRun } from '@latentkit/runs';

/** Rows whose class is known: which of them are of the normal one, and how well the energy tells the others apart. */
export interface Known {
  /** The name of the normal class. */
  readonly normal: string;
  /** [rows], true for a row of another class */
  readonly anomaly: readonly boolean[];
  readonly roc: RocCurve;
}

/**
 * The ROC of energies where one class is normal and all others are anomalies.
 *
 * @param energy [rows]
 * @throws FLAG for rows without classes, a class that none has, or rows that all are of one kind
 */
export function knownClasses(
  { label, classes }: Pick<RowsOfRun, 'label' | 'classes'>,
  { energy, normal }: { energy: Float64Array; normal: string },
): Known {
  const refuse = (want: string, received: string, todo: string) =>
    expected({ where: `--normal ${normal}`, expected: want, received, todo, code: 'FLAG' });
  if (!label)
    throw refuse(
      'rows with classes',
      'rows without',
      'Give data with a column of classes, by --label <column> where it is called otherwise.',
    );
  const names = Array.from(label.values, (code) => classes?.[code] ?? String(code));
  const anomaly = names.map((name) => name !== normal);
  const found = [...new Set(names)].sort();
  if (!found.includes(normal)) throw refuse('a class of these rows', listed(found), 'Name one of them.');
  if (found.length === 1) throw refuse('rows of other classes too', `${names.length} of this one`, 'Score both.');
  return { normal, anomaly, roc: rocCurve(energy, anomaly) };
}

const listed = (names: readonly string[]) =>
  names.slice(0, 10).join(', ') + (names.length > 10 ? ` and ${names.length - 10} more` : '');
