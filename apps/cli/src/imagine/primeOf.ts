import { type Engine, type Table, table } from '@latentkit/core';
import { readImage } from '@latentkit/datasets/node';
import { expected } from '@latentkit/errors';
import { indicesOf, type TextToImageModel } from '@latentkit/models';

/** What stands in each image from the start. */
export interface Prime {
  /** Indices [images, rows, columns] of the top rows of the grid. */
  readonly prime: Table;
  /** For the title of a picture. */
  readonly about: string;
}

/** What `--image` and `--rows` ask for. */
export interface PrimeFlags {
  readonly image?: string | undefined;
  readonly rows?: number | undefined;
}

/** The top rows of an image file as indices, once for each image; undefined where no file is given. @throws FLAG for rows without a file, or too many */
export async function primeOf(
  model: TextToImageModel,
  { image, rows }: PrimeFlags,
  { engine, images }: { engine: Engine; images: number },
): Promise<Prime | undefined> {
  const [gridRows] = model.codes.grid;
  if (image === undefined) {
    if (rows === undefined) return undefined;
    throw refusal('--rows', '--image <file>, whose top rows are kept', 'none', 'Give the image, or leave --rows out.');
  }
  const kept = rows ?? Math.floor(gridRows / 2);
  if (kept < 1 || kept >= gridRows) {
    const wanted = gridRows === 1 ? 'a model of more than one row of tokens' : `from 1 to ${gridRows - 1} rows`;
    throw refusal(
      '--rows',
      `${wanted} (an image has ${gridRows})`,
      String(kept),
      'Keep fewer, so that some are drawn.',
    );
  }
  const [height, width, channels = 1] = model.codes.exampleShape as [number, number, number?];
  if (channels !== 1 && channels !== 3) {
    const todo = 'Leave --image out.';
    throw refusal('--image', 'a model of grey or colour images', `one of ${channels} channels`, todo);
  }
  const y = await readImage(image, { imageSize: [height, width], channels });
  const { values, shape } = await indicesOf(model.codes, {
    engine,
    y: { ...y, shape: [1, ...model.codes.exampleShape] },
  });
  const columns = shape[2] as number;
  const top = values.slice(0, kept * columns);
  const all = Int32Array.from({ length: images * top.length }, (_, i) => top[i % top.length] as number);
  return {
    prime: table(all, [images, kept, columns]),
    about: `the top ${kept} of ${gridRows} rows are given`,
  };
}

const refusal = (where: string, want: string, received: string, todo: string) =>
  expected({ where, expected: want, received, todo, code: 'FLAG' });
