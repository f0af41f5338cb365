import type { RowSource } from '@latentkit/core';
import type { Split } from '../dataset.ts';
import type { ClassFolders } from '../images/classFolders.ts';
import { knownOf } from '../images/imageFolder.ts';
import { readImages } from '../images/readImages.ts';
import { type ImageForm, imageFile } from '../images/survey.ts';
import { type HoldOut, heldRows } from '../rows/holdOut.ts';
import { splitRows } from '../rows/splitRows.ts';
import { subset } from '../rows/subset.ts';
import { mostHeld } from './mostHeld.ts';
import { someRows } from './someRows.ts';
import type { StreamedDataset } from './streamedFile.ts';

/** What `classFolders` found, and what all of its images become. */
export interface StreamedImagesOptions {
  readonly name: string;
  readonly folders: { readonly train: ClassFolders; readonly test?: ClassFolders };
  readonly form: ImageForm;
  readonly notes: readonly string[];
  readonly held: HoldOut;
}

/**
 * A data set whose training images stay in their files and are decoded when they are wanted. Rows are held out as in `streamedFile`, or drawn
 * from the folder `test`.
 */
export async function streamedImages({
  name,
  folders,
  form,
  notes,
  held: { test: wanted, seed = 0 },
}: StreamedImagesOptions): Promise<StreamedDataset> {
  const { train, test } = folders;
  const rows = train.files.length;
  const source = sourceOf(train.files, form);
  const most = mostHeld(source.shape);
  const known = knownOf(folders);
  const part = { name, ...known.told, notes: [...notes, ...known.notes], close: async () => {} };
  if (test) {
    const count = test.files.length;
    const drawn = count > most ? splitRows(count, { validation: most, seed: 0 }).validation : undefined;
    const chosen = drawn ?? upTo(count);
    const y = await sourceOf(test.files, form).read(chosen);
    return {
      ...part,
      train: { y: source, ...known.train },
      test: { y, ...rowsOf(known.test, chosen) },
      ...(drawn && { rows: { test: drawn } }),
    };
  }
  const held = heldRows(rows, { test: wanted ?? Math.min(most, Math.max(1, Math.round(0.1 * rows))), seed });
  return {
    ...part,
    train: { y: someRows(source, held.train), ...rowsOf(known.train, held.train) },
    test: { y: await readSome(source, held.validation), ...rowsOf(known.train, held.validation) },
    rows: { train: held.train, test: held.validation },
  };
}

/** No image is opened where none is held out. */
const readSome = async (source: RowSource, rows: Int32Array) =>
  rows.length > 0
    ? source.read(rows)
    : { values: new Uint8Array(0), shape: [0, ...source.shape.slice(1)], scale: source.scale };

function sourceOf(files: readonly string[], form: ImageForm): RowSource {
  return {
    shape: [files.length, ...form.imageSize, form.channels],
    scale: 1 / 255,
    read: (rows) =>
      readImages(
        Array.from(rows, (row) => imageFile(files[row] as string)),
        form,
      ),
  };
}

/** The same of some rows. */
const rowsOf = ({ label, text }: Pick<Split, 'label' | 'text'> = {}, rows: Int32Array) => ({
  ...(label && { label: subset({ y: label }, rows).y }),
  ...(text && { text: subset({ y: text }, rows).y }),
});

const upTo = (count: number) => Int32Array.from({ length: count }, (_, row) => row);
