import { type Engine, type HostArray, mapTable, type Table } from '@latentkit/core';
import type { ImageCodes } from './imageCodes.ts';

/**
 * The indices of a table of images.
 *
 * @param options.y [rows, …exampleShape]
 * @returns [rows, rows of the grid, columns], as a table that `imagesOf` and `captionScores` take
 * @example
 * import { eager, table } from '@latentkit/core';
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * (await indicesOf(codes, { engine: eager(), y: table(new Float32Array(32), [2, 4, 4, 1]) })).shape; // [2, 2, 2]
 */
export async function indicesOf(codes: ImageCodes, { engine, y }: { engine: Engine; y: Table }): Promise<Table> {
  const state = Object.values(codes.variables);
  const { values, shape } = await mapTable({ engine, map: (y) => codes.indices(y), state, table: y });
  return { values: Int32Array.from(values), shape, scale: 1 };
}

/**
 * The images of a table of indices.
 *
 * @param options.indices [images, rows, columns]
 * @returns [images, …exampleShape], the likelihood's mean
 * @example
 * import { eager, table } from '@latentkit/core';
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * (await imagesOf(codes, { engine: eager(), indices: table(new Int32Array(8), [2, 2, 2]) })).shape; // [2, 4, 4, 1]
 */
export function imagesOf(
  codes: ImageCodes,
  { engine, indices }: { engine: Engine; indices: Table },
): Promise<HostArray> {
  const state = Object.values(codes.variables);
  return mapTable({ engine, map: (indices) => codes.imageOf(indices), state, table: indices });
}
