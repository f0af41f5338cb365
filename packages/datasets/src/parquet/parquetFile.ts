import { basename } from 'node:path';
import type { Dataset } from '../dataset.ts';
import { readBytes } from '../files/readBytes.ts';
import { imageSplits } from '../images/imageSplits.ts';
import type { ImageFile, ImageOptions } from '../images/survey.ts';
import { type TestOf, testOf } from '../rows/holdOut.ts';
import { captionTables } from '../scenes/captionTables.ts';
import { list } from '../tabular/boundColumns.ts';
import { captionColumn, captionsIn } from '../tabular/captionColumn.ts';
import { concatTables } from '../tabular/concatTables.ts';
import type { PlanOptions } from '../tabular/draftPlan.ts';
import { labelsOf, namedClasses, planLabel } from '../tabular/labels.ts';
import { planNotes } from '../tabular/planNotes.ts';
import type { SourceTable } from '../tabular/sourceTable.ts';
import { tabular } from '../tabular/tabular.ts';
import type { Images } from './parquetWorker.ts';
import { parseParquet } from './parseParquet.ts';

/** How a Parquet file is read. */
export interface ParquetOptions extends PlanOptions, ImageOptions, TestOf {}

/**
 * A data set from a Parquet file or several that follow each other. With a column of images, as data sets of images on the Hugging Face hub have it
 * (`bytes` and `path` of each, or the files alone), the images are the rows and of the other columns the classes and captions (`caption` or `text`) are read; else columns are
 * planned as in `csvFile`. It needs `hyparquet` and `hyparquet-compressors`, and `sharp` for images.
 *
 * @param options.label the column of classes; else the one called `label`, `class` or `target`
 * @param options.test rows held out for the test split, a count or a share, drawn by `seed`; or the path of a second file
 * @param options.imageSize of images, as in `imageFolder`, and so `channels`, `fit` and `background`
 * @returns y [rows, columns] or [rows, height, width, channels], label or target [rows], of captions `text`
 * @throws `FILE_READ` for a path that is not a readable file, `FILE_FORMAT` for what is in it, `PACKAGE_MISSING` with what to install
 * @example
 * const data = await parquetFile('measured.parquet', { test: 1 });
 */
export async function parquetFile(path: string, options: ParquetOptions = {}): Promise<Dataset> {
  const { test: _, ...rest } = options;
  const { path: test, held } = testOf(options);
  return parquetFiles(
    basename(path, '.parquet'),
    { train: [path], ...(test !== undefined && { test: [test] }) },
    { ...rest, ...held },
  );
}

/** The same from the files of each split, one after the other. */
export async function parquetFiles(
  name: string,
  { train, test }: { train: readonly string[]; test?: readonly string[] },
  { imageSize, channels, fit, background, ...options }: PlanOptions & ImageOptions & { test?: number; seed?: number },
): Promise<Dataset> {
  const first = await readAll(train);
  const second = test ? await readAll(test) : undefined;
  if (first.images.length === 0) return tabular(name, first.table, options, second?.table);
  const planned = planLabel(first.table, options.label);
  const captions = captionsIn(first.table, planned?.name);
  const said =
    captions?.some(Boolean) && captionTables([captions, (second && captionsIn(second.table, planned?.name)) ?? []]);
  const [text, testText] = said ? said.tables : [];
  const { splits, notes } = await imageSplits({
    train: { files: first.images, ...labelsOf(planned, first.table), ...(text && { text }) },
    ...(second && {
      test: { files: second.images, ...labelsOf(planned, second.table), ...(testText?.shape[0] && { text: testText }) },
    }),
    image: {
      ...(imageSize && { imageSize }),
      ...(channels && { channels }),
      ...(fit && { fit }),
      ...(background && { background }),
    },
    held: options,
  });
  const read = [planned?.name, said && captionColumn(first.table, planned?.name)?.name];
  const beside = first.table.columns.flatMap(({ name }) => (read.includes(name) ? [] : [name]));
  const passed = beside.length > 0 ? [`columns beside the images are passed over: ${list(beside)}`] : [];
  return {
    name,
    ...splits,
    ...namedClasses(planned),
    ...(said && { words: said.words }),
    notes: [
      ...first.table.notes,
      ...notes,
      ...(said ? said.notes : []),
      ...(planned ? planNotes({ columns: [planned] }) : []),
      ...passed,
    ],
  };
}

async function readAll(paths: readonly string[]): Promise<{ table: SourceTable; images: ImageFile[] }> {
  const parts: SourceTable[] = [];
  const images: ImageFile[] = [];
  for (const path of paths) {
    const { table, images: found } = await parseParquet(await readBytes(path), { file: path });
    parts.push(table);
    if (found) images.push(...imagesOf(found, path));
  }
  return { table: concatTables(parts), images };
}

/** A table from the path of a Parquet file. */
export const readParquet = async (path: string): Promise<SourceTable> => (await readAll([path])).table;

const imagesOf = ({ bytes, ends }: Images, path: string): ImageFile[] =>
  Array.from(ends, (end, row) => ({
    where: `${path}, row ${row}`,
    read: async () => bytes.subarray(ends[row - 1] ?? 0, end),
  }));
