import { basename } from 'node:path';
import type { Dataset } from '../dataset.ts';
import { readBytes } from '../files/readBytes.ts';
import type { ImageOptions } from '../images/imageFolder.ts';
import { readImages } from '../images/readImages.ts';
import { holdOut } from '../rows/holdOut.ts';
import { labelColumn, type TabularOptions, tabular } from '../tabular/tabular.ts';
import type { Images } from './parquetWorker.ts';
import { parseParquet } from './parseParquet.ts';

/**
 * A data set from a Parquet file. With a column of images, as data sets of images on the Hugging Face hub have it (`bytes` and `path` of each),
 * the images are the rows; else every column is a number of the row, but for the one of classes, which may hold words. It needs `hyparquet`
 * and `hyparquet-compressors`, and `sharp` for images.
 *
 * @param options.label the column of classes; else the one called `label`, `class` or `target`
 * @param options.test rows held out for the test split, a count or a share; drawn by `seed`
 * @param options.size of images, as in `imageFolder`, and so `channels`
 * @returns y [rows, columns] or [rows, height, width, channels], label [rows]
 * @throws `FILE_READ` for a path that is no readable file, `FILE_FORMAT` for what is in it, `PACKAGE_MISSING` with what to install
 * @example
 * const data = await parquetFile('measured.parquet', { test: 1 });
 */
export async function parquetFile(
  path: string,
  { size, channels = 1, label, ...held }: TabularOptions & ImageOptions = {},
): Promise<Dataset> {
  const columns = await parseParquet(await readBytes(path), { file: path });
  const name = basename(path, '.parquet');
  if (!columns.images) return tabular(name, columns, { ...held, ...(label !== undefined && { label }) }, path);
  const chosen = labelColumn(columns.names, label, path);
  const y = await readImages(imagesOf(columns.images, path), { size, channels });
  const { label: classOf, classes } = chosen === -1 ? {} : columns.classes(chosen);
  return { name, ...holdOut({ y, ...(classOf && { label: classOf }) }, held), ...(classes && { classes }) };
}

const imagesOf = ({ bytes, ends }: Images, path: string) =>
  Array.from(ends, (end, row) => ({
    where: `${path}, row ${row}`,
    read: async () => bytes.subarray(ends[row - 1] ?? 0, end),
  }));
