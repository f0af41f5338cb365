import { join } from 'node:path';
import type { Pixels } from '@latentkit/viz';
import { encoded, first } from '@latentkit/runs';
import { type Glimpse, glimpse } from '../glimpse.ts';
import type { Picture } from '../progress/halfBlocks.ts';
import type { EpochEnd, Progress } from '../progress/progress.ts';
import type { RunSpec } from '@latentkit/runs';
import { eventFile } from './eventFile.ts';
import { histogram, hparamsEnd, image, scalar, type Value } from './events.ts';
import { writeHparams } from './writeHparams.ts';

/** Codes of a histogram. */
const encodedMost = 1000;

/** The folder in a run that TensorBoard is pointed at. */
export const eventFolder = (run: string): string => join(run, 'tensorboard');

/**
 * Progress that also goes into event files for TensorBoard: each step's terms, objective and learning rate as `metrics.jsonl` has them; after
 * each epoch the costs on the test split, images and histograms of codes and weights; and the spec as hparams.
 */
export function withTensorboard(progress: Progress, run: string, spec: RunSpec): Progress {
  const file = eventFile(eventFolder(run));
  let last = Number.POSITIVE_INFINITY;
  writeHparams(eventFolder(run), spec);
  return {
    ...progress,
    show(event) {
      progress.show(event);
      if (event.kind !== 'step') return;
      const { step, terms, total, learningRate } = event;
      if (step <= last) file.restart(step);
      last = step;
      const named = Object.entries(terms).map(([name, value]) => scalar(`training/${name}`, value));
      file.add(step, [...named, scalar('training/objective', total), scalar('training/learningRate', learningRate)]);
    },
    async epochEnd(end) {
      await progress.epochEnd(end);
      const { step, epoch, test, stopped } = end;
      const parts = Object.entries(test.terms).map(([name, value]) => scalar(`test/${name}`, value));
      file.add(step, [...parts, scalar('test/perExample', test.perExample), scalar('test/perPixel', test.perPixel)]);
      if (!stopped) file.add(step, await seen(end));
      if (epoch === spec.epochs && !stopped) file.add(step, [hparamsEnd(Date.now() / 1000)]);
      file.flush();
    },
    done() {
      progress.done();
      try {
        file.flush();
      } catch {
        // A disk that is full has stopped the run already: why is told, and must not be hidden.
      }
    },
  };
}

/** Images and histograms of the model as it is. */
async function seen({ run, epoch }: EpochEnd): Promise<(Value | undefined)[]> {
  const view = await glimpse(run, epoch);
  const codes = await encoded(run, first((await run.data()).test.y, encodedMost));
  const weights: (Value | undefined)[] = [];
  for (const [name, variable] of Object.entries(run.model.variables)) {
    weights.push(histogram(`weights/${name}`, await variable.data()));
  }
  return [...(view ? imagesOf(view) : []), histogram('codes', codes.values), ...weights];
}

function imagesOf({ originals, reconstructions, samples }: Glimpse): Value[] {
  const sheets = {
    'reconstructions, below the originals': sheet([originals, reconstructions]),
    samples: sheet([samples]),
  };
  return Object.entries(sheets).flatMap(([tag, pixels]) => (pixels ? [image(tag, pixels)] : []));
}

/** Rows of as many pictures as one, opaque; none of no pictures. */
function sheet(rows: readonly (readonly Picture[])[]): Pixels | undefined {
  const one = rows[0]?.[0];
  if (one === undefined) return undefined;
  const { height, width, channels } = one;
  const wide = width * (rows[0] ?? []).length;
  const out = channels === 3 ? 4 : 2;
  const data = new Uint8Array(rows.length * height * wide * out).fill(255);
  rows.forEach((row, r) => {
    row.forEach(({ bytes }, column) => {
      for (let pixel = 0; pixel < height * width; pixel++) {
        const [y, x] = [r * height + Math.floor(pixel / width), column * width + (pixel % width)];
        for (let c = 0; c < out - 1; c++) data[(y * wide + x) * out + c] = bytes[pixel * channels + c] as number;
      }
    });
  });
  return { height: rows.length * height, width: wide, channels: out, data };
}
