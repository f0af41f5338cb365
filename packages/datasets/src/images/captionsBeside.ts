import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join, normalize } from 'node:path';
import { counted, expected } from '@latentkit/errors';
import { readCsv } from '../csv/csvFile.ts';
import { readBytes } from '../files/readBytes.ts';
import { utf8Text } from '../files/utf8Text.ts';
import { captionNames, textOf } from '../tabular/captionColumn.ts';
import { severalAtOnce } from './severalAtOnce.ts';

/** Tables of captions, the second as the Hugging Face hub has it. */
export const tableNames = ['captions.csv', 'metadata.csv'];
const fileNames = /^(file(_?name)?|image(_?(name|path|file))?|path|name)$/i;

/** Captions of images, in their order; '' where one has none. */
export interface Captions {
  readonly captions: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Captions that lie beside images: in a table `captions.csv` with a column of file names and one of captions, in the folder of the images or above it, or
 * one `.txt` for each image, under its name.
 *
 * @param root the folder above which nothing is looked for
 * @param files paths of images in it
 * @returns undefined where there are none
 * @throws `FILE_FORMAT` for a table without such columns, of which no row is one of the images or all captions are empty, and for a `.txt` that is not UTF-8
 */
export async function captionsBeside(root: string, files: readonly string[]): Promise<Captions | undefined> {
  const folders = new Map<string, ReadonlySet<string>>();
  const add = async (folder: string) => {
    if (folders.has(folder)) return;
    folders.set(folder, new Set(await readdir(folder).catch(() => [])));
    if (normalize(folder) !== normalize(root) && dirname(folder) !== folder) await add(dirname(folder));
  };
  for (const folder of new Set(files.map((file) => dirname(file)))) await add(folder);
  const tables = [...folders].flatMap(([folder, names]) =>
    tableNames.filter((name) => names.has(name)).map((name) => join(folder, name)),
  );
  if (tables.length > 0) return inTables(tables, files);
  const texts = files.map((file) => join(dirname(file), `${basename(file, extname(file))}.txt`));
  const there = texts.filter((text) => folders.get(dirname(text))?.has(basename(text)));
  return there.length === 0 ? undefined : inTexts(texts, new Set(there));
}

async function inTables(tables: readonly string[], files: readonly string[]): Promise<Captions> {
  const told = new Map<string, string>();
  const repeated = new Set<string>();
  for (const path of tables) {
    for (const [file, caption] of await rowsOf(path)) {
      if ((told.get(file) ?? caption) !== caption) repeated.add(file);
      told.set(file, caption);
    }
  }
  const named = files.filter((file) => told.has(normalize(file))).length;
  const where = tables.join(', ');
  if (named === 0) {
    throw refusal(where, `file names such as ${basename(files[0] as string)}`, [...told.keys()][0] ?? 'no row');
  }
  const captions = files.map((file) => told.get(normalize(file)) ?? '');
  if (!captions.some(Boolean)) throw refusal(where, 'a caption of at least one image', 'only empty ones');
  const others = told.size - named;
  return {
    captions,
    notes: [
      `captions are those of ${where}`,
      ...(repeated.size > 0
        ? [`${counted(repeated.size, 'image has', 'images have')} several captions, of which the last is kept`]
        : []),
      ...(others > 0
        ? [counted(others, 'caption names a file that does not exist', 'captions name files that do not exist')]
        : []),
    ],
  };
}

/** Path and caption of each row. */
async function rowsOf(path: string): Promise<[string, string][]> {
  const table = await readCsv(path, true);
  const named = (names: RegExp) => table.columns.find(({ name }) => names.test(name));
  const [file, caption] = [named(fileNames), named(captionNames)];
  if (!file || !caption || caption.kind === 'other') {
    throw refusal(path, 'a column "file" and a column "caption"', table.columns.map(({ name }) => name).join(', '));
  }
  return Array.from({ length: table.rows }, (_, row) => [
    normalize(join(dirname(path), textOf(file, row))),
    textOf(caption, row).trim(),
  ]);
}

async function inTexts(texts: readonly string[], there: ReadonlySet<string>): Promise<Captions | undefined> {
  const captions = new Array<string>(texts.length).fill('');
  await severalAtOnce(texts.length, async (i) => {
    const path = texts[i] as string;
    if (there.has(path)) captions[i] = utf8Text(await readBytes(path), path).trim();
  });
  return captions.some(Boolean) ? { captions, notes: ['captions are those of the .txt beside each image'] } : undefined;
}

const refusal = (where: string, want: string, received: string) =>
  expected({
    where,
    expected: want,
    received,
    todo: 'Write a row for each image: its file, its caption.',
    code: 'FILE_FORMAT',
  });
