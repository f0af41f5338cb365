import type { HostArray } from '@latentkit/core';
import { gridOf, inRows, isImage, seriesGrid } from '@latentkit/report';
import { exampleKind, type OpenRun } from '@latentkit/runs';
import { observationsBulk } from '@latentkit/runs/internal';
import { imageGrid } from '@latentkit/viz';
import { tableEndings, writeFileOf } from '../bulk/writeBulk.ts';
import { checkEnding, pictures, writePicture } from './writeOut.ts';

/** What the help says of `--out` where observations are written. */
export const outHelp = (name: string) =>
  `picture to write, .png or .svg, or numbers, .csv, .parquet or .npy; with --shards a folder (default: ${name}.png of images, else ${name}.csv; ${name})`;

/** Refuse a name before any work is done for it; none is chosen later. */
export function checkOut(out: string | undefined): void {
  if (out !== undefined) checkEnding(out, [...pictures, ...tableEndings]);
}

/** The path that was given, or one that suits what the model gives: a picture of images alone. */
export function outOf({ model }: OpenRun, out: string | undefined, name: string): string {
  return out ?? `${name}.${isImage(model.exampleShape as readonly number[]) ? 'png' : 'csv'}`;
}

export const isTable = (path: string) => tableEndings.some((ending) => path.endsWith(ending));

/** Observations [rows, …one] as a picture, or as a table in the units of the data. */
export async function writeObservations(
  path: string,
  { run, title, y }: { run: OpenRun; title: string; y: HostArray },
): Promise<void> {
  if (isTable(path)) await writeFileOf({ bulk: observationsBulk(run, y) }, path);
  else await writePictureOf(path, { run, title, parts: [{ y }] });
}

/** Observations [rows, …one], those of a class under its name. */
export interface Part {
  readonly y: HostArray;
  readonly name?: string;
}

/** Observations as a picture, a row or more for each part; windows of a series as curves. */
export async function writePictureOf(
  path: string,
  { run, title, parts }: { run: OpenRun; title: string; parts: readonly Part[] },
): Promise<void> {
  const shape = parts[0]?.y.shape.slice(1) ?? [];
  const figure =
    exampleKind(run.trainedOn) === 'series'
      ? seriesGrid(title, shape, [{ title: 'window', values: parts.flatMap(({ y }) => Array.from(y.values)) }])
      : imageGrid(gridOf(title, shape, parts.flatMap(rowsOf)));
  await writePicture(path, figure.svg());
}

const rowsOf = ({ y, name }: Part) =>
  inRows(y).map((row, i) => ({ ...row, ...(name !== undefined && i === 0 && { title: name }) }));
