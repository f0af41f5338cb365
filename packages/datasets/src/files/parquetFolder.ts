import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Dataset } from '../dataset.ts';
import { type ParquetOptions, parquetFiles } from '../parquet/parquetFile.ts';
import { testOf } from '../rows/holdOut.ts';

const splits = [/^train/i, /^test/i, /^(val|valid|validation|dev)\b/i];

/** The Parquet files of a folder, or of `data` in it, as the Hugging Face hub has them: names that begin with `train`, `test` or `validation` say the split. */
export async function parquetShards(
  path: string,
): Promise<{ train: string[]; test?: string[]; notes: string[] } | undefined> {
  const here = await parquetIn(path);
  const files = here.length > 0 ? here : await parquetIn(join(path, 'data'));
  if (files.length === 0) return undefined;
  const [train = [], test = [], validation = []] = splits.map((split) =>
    files.filter((file) => split.test(basename(file))),
  );
  if (train.length === 0)
    return {
      train: files,
      notes: files.length > 1 ? [`${files.length} Parquet files are read one after the other`] : [],
    };
  const judged = test.length > 0 ? test : validation;
  const unused = files.filter((file) => !train.includes(file) && !judged.includes(file)).map((file) => basename(file));
  return {
    train,
    ...(judged.length > 0 && { test: judged }),
    notes: [
      ...(test.length === 0 && judged.length > 0
        ? [
            `the test split is ${judged
              .map((file) => basename(file))
              .slice(0, 3)
              .join(', ')}`,
          ]
        : []),
      ...(unused.length > 0 ? [`not used: ${unused.slice(0, 10).join(', ')}`] : []),
    ],
  };
}

/** A data set of the shards. */
export async function parquetFolder(
  path: string,
  { notes, ...shards }: { train: string[]; test?: string[]; notes: readonly string[] },
  { test, seed, ...options }: ParquetOptions,
): Promise<Dataset> {
  const { path: other, held } = testOf({ ...(test !== undefined && { test }), ...(seed !== undefined && { seed }) });
  const data = await parquetFiles(
    basename(path),
    { ...shards, ...(other !== undefined && { test: [other] }) },
    { ...options, ...held },
  );
  return { ...data, notes: [...notes, ...(data.notes ?? [])] };
}

async function parquetIn(path: string): Promise<string[]> {
  const names = await readdir(path).catch(() => []);
  return names
    .filter((name) => name.toLowerCase().endsWith('.parquet') && !name.startsWith('.'))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => join(path, name));
}
