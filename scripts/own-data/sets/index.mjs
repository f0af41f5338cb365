import { captions } from './captions.mjs';
import { colourArrays } from './colour-arrays.mjs';
import { embeddings } from './embeddings.mjs';
import { emnist } from './emnist.mjs';
import { largeCsv } from './large-csv.mjs';
import { manyImages } from './many-images.mjs';
import { mixedTable } from './mixed-table.mjs';
import { photographs } from './photographs.mjs';
import { sensors } from './sensors.mjs';
import { timeWindows } from './time-windows.mjs';

/**
 * What a page's commands said and wrote, judged: a name, whether it holds, and a figure.
 *
 * @typedef {(at: { said: (step: string) => string, found: import('../results.mjs').Results, images: number }) => [string, boolean, string?][]} Checks
 */

/**
 * A data set by the name of its page in docs/data: how it is made, and what is to be true at the end.
 *
 * @type {Record<string, { make: (folder: string, size: { images: number }) => unknown, checks: Checks }>}
 */
export const sets = {
  photographs,
  sensors,
  'mixed-table': mixedTable,
  embeddings,
  'time-windows': timeWindows,
  'colour-arrays': colourArrays,
  emnist,
  'many-images': manyImages,
  'large-csv': largeCsv,
  captions,
};
