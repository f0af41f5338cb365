import type { HostArray, Table } from '@latentkit/core';
import { imagesOf } from '../imageCodes/imagesOf.ts';
import { type SampleOptions, sampleIndices } from './sampleIndices.ts';
import type { TextToImageModel } from './textToImageModel.ts';

/** Images with the indices that they are decoded from. */
export interface DrawnImages {
  /** [images, …exampleShape] */
  readonly images: HostArray;
  /** [images, rows, columns] */
  readonly indices: Table;
}

/**
 * Draw an image for each caption: `sampleIndices` to the last cell, decoded.
 *
 * @throws `OPTION` for options outside of their ranges, `SHAPE` for captions or a prime of other sizes
 * @example
 * import { eager, table } from '@latentkit/core';
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * const model = textToImageModel(codes, { words: ['red'], textLength: 2, width: 8, heads: 2, depth: 1 });
 * const { images } = await drawImages(model, { engine: eager(), text: table(Int32Array.of(1, 0), [1, 2]) });
 * images.shape; // [1, 4, 4, 1]
 */
export async function drawImages(model: TextToImageModel, options: SampleOptions): Promise<DrawnImages> {
  const { engine, text } = options;
  let drawn: Int32Array = new Int32Array();
  for await (const cell of sampleIndices(model, options)) drawn = cell.indices;
  const indices: Table = { values: drawn, shape: [text.shape[0] as number, ...model.codes.grid], scale: 1 };
  return { images: await imagesOf(model.codes, { engine, indices }), indices };
}
