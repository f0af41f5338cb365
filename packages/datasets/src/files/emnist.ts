import type { RowSource, Table } from '@latentkit/core';

const isEmnist = (name: string) => /emnist/i.test(name);

/** What is to be said of files of this name. */
export const emnistNotes = (name: string): string[] =>
  isEmnist(name) ? ['EMNIST stores its images transposed: they are put upright'] : [];

/** Data with images as people see them: those of EMNIST lie transposed in its IDX files. @param file its name tells which */
export function upright<
  Data extends { readonly train: { readonly y: Table | RowSource }; readonly test: { y: Table } },
>(data: Data, { name }: { readonly name: string }): Data {
  if (!isEmnist(name)) return data;
  const { train, test } = data;
  const y = 'read' in train.y ? transposedSource(train.y) : transposed(train.y);
  return { ...data, train: { ...train, y }, test: { ...test, y: transposed(test.y) } };
}

function transposedSource(source: RowSource): RowSource {
  return { ...source, shape: turned(source.shape), read: async (rows) => transposed(await source.read(rows)) };
}

const turned = ([rows = 0, height = 1, width = 1, ...rest]: readonly number[]) => [rows, width, height, ...rest];

/** [rows, height, width, 1] → [rows, width, height, 1] */
function transposed<Y extends Table>(table: Y): Y {
  const [rows = 0, height = 1, width = 1] = table.shape;
  const area = height * width;
  const values = table.values.slice();
  for (let row = 0; row < rows; row++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++)
        values[row * area + x * height + y] = table.values[row * area + y * width + x] as number;
    }
  }
  return { ...table, values, shape: turned(table.shape) };
}
