import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { EvaluatedEvent } from '@latentkit/runs';
import { folderAt } from '@latentkit/runs/internal';
import { type Frame, frameOf } from './frame.ts';

const folder = 'course';
/** Frames of a run: of more epochs every nth is kept. */
const most = 24;

/**
 * What a run makes after its epochs, at most 24 of them, as `course/<epoch>.json.gz` in its folder, for the animation of its report. A resumed
 * run writes those again that it trains again; where a process was killed between the checkpoint of an epoch and its frame, that one is missing.
 *
 * @param evaluated the event of that kind of `trainRun`, of each epoch
 * @throws IO
 */
export async function keepFrame({ run, row }: Pick<EvaluatedEvent, 'run' | 'row'>): Promise<void> {
  if (row === undefined || !isKept(row.epoch, run.spec.epochs)) return;
  const frame = await frameOf(run, row.epoch);
  if (frame === undefined) return;
  const name = `${folder}/${String(row.epoch).padStart(6, '0')}.json.gz`;
  await folderAt(run.path).write(name, await promisify(gzip)(JSON.stringify(frame)));
}

/** The first, the last, and as many between them as there is room for. */
export function isKept(epoch: number, epochs: number): boolean {
  const every = Math.ceil(epochs / most);
  return epoch === 1 || epoch === epochs || epoch % every === 0;
}

/** The frames of a run, the first epoch first; none of a run that kept none. A frame that cannot be read is left out. */
export async function readCourse(run: string): Promise<Frame[]> {
  const names = (await readdir(join(run, folder)).catch(() => [])).filter((name) => name.endsWith('.json.gz'));
  const frames = await Promise.all(
    names.sort().map(async (name) => {
      try {
        const text = await promisify(gunzip)(await readFile(join(run, folder, name)));
        return JSON.parse(text.toString()) as Frame;
      } catch {
        return undefined;
      }
    }),
  );
  return frames.filter((frame) => frame !== undefined);
}
