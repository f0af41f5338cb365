import { basename } from 'node:path';
import { labels as checkedLabels, observations } from '../arrays/observations.ts';
import type { Dataset, Split } from '../dataset.ts';
import { readBytes } from '../files/readBytes.ts';
import { type HoldOut, holdOut } from '../rows/holdOut.ts';
import { npyHeader } from './npyHeader.ts';
import { parseNpy } from './parseNpy.ts';

/** The array of a .npy file as rows; unsigned bytes are pixels. */
export function npyObservations(bytes: Uint8Array, file: string) {
  return observations(parseNpy(bytes, { file }), { pixels: npyHeader(bytes, file).type === 'u1' });
}

/**
 * A data set from .npy files, numpy's own format: rows, and their classes where there are any.
 *
 * Unsigned bytes are pixels of scale 1/255, [rows, height, width] gets a channel, a flat array is rows of one number.
 *
 * @param path the observations
 * @param options.labels a second file
 * @param options.test rows held out for the test split, a count or a share; drawn by `seed`
 * @returns y [rows, …row], label [rows]
 * @throws `FILE_READ` for a path that is no readable file, `FILE_FORMAT` with file and byte offset, `OPTION` for a split without rows
 * @example
 * const { train } = await npyFile('points.npy', { test: 1 });
 */
export async function npyFile(path: string, { labels, ...held }: { labels?: string } & HoldOut = {}): Promise<Dataset> {
  const y = npyObservations(await readBytes(path), path);
  const rows = y.shape[0] as number;
  const whole: Split =
    labels === undefined
      ? { y }
      : { y, label: checkedLabels(parseNpy(await readBytes(labels), { file: labels }), rows, labels) };
  return { name: basename(path, '.npy'), ...holdOut(whole, held) };
}
