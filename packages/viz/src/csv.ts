import { counted, expected } from '@latentkit/errors';

/** A named column of a table. */
export interface Column {
  readonly name: string;
  readonly values: ArrayLike<number | string>;
}

/**
 * Write columns as CSV (RFC 4180: CRLF, fields quoted where they hold a comma, a quote or a line break), a number in its shortest exact form.
 *
 * @param columns of equal length, e.g. those of a figure
 * @throws EMPTY without columns; SHAPE for columns of different lengths
 * @example
 * csv([{ name: 'epoch', values: [1, 2] }, { name: 'cost (nats)', values: [101.5, 98.25] }]); // 'epoch,cost (nats)\r\n1,101.5\r\n2,98.25\r\n'
 */
export function csv(columns: readonly Column[]): string {
  const [first] = columns;
  if (first === undefined) {
    throw expected({
      where: 'csv',
      expected: 'at least one column',
      received: 'none',
      todo: 'Name the columns of the table.',
      code: 'EMPTY',
    });
  }
  const rows = first.values.length;
  for (const { name, values } of columns) {
    if (values.length === rows) continue;
    throw expected({
      where: 'csv',
      expected: `${counted(rows, 'value')} in the column ${name}, as in ${first.name}`,
      received: String(values.length),
      todo: 'Give every row all of its fields.',
      code: 'SHAPE',
    });
  }
  const lines = [columns.map(({ name }) => field(name)).join(',')];
  for (let row = 0; row < rows; row++)
    lines.push(columns.map(({ values }) => field(values[row] as number | string)).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function field(value: number | string): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
