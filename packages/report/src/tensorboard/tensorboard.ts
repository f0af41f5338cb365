import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type EvaluatedEvent, encoded, first, type RunEvent } from '@latentkit/runs';
import type { Pixels } from '@latentkit/viz';
import { type Glimpse, glimpse } from '../glimpse.ts';
import type { Picture } from '../picture.ts';
import { eventFile } from './eventFile.ts';
import { histogram, hparamsEnd, image, scalar, type Value } from './events.ts';
import { writeHparams } from './writeHparams.ts';

/** Codes of a histogram. */
const encodedMost = 1000;

/** The folder in a run that TensorBoard is pointed at. */
const eventFolder = (run: string): string => join(run, 'tensorboard');

/** Whether a run was trained with event files, so that resume goes on with them. */
export const hasTensorboard = (run: string): boolean => existsSync(eventFolder(run));

/**
 * Event files for TensorBoard from the events of a run: each step's terms, objective, learning rate and norm of the gradients as `metrics.jsonl` has them; after
 * each epoch the costs on the test split, images and histograms of codes and weights; and the spec as hparams.
 *
 * @example
 * import { mkdtemp } from 'node:fs/promises';
 * const files = tensorboard(await mkdtemp('/tmp/run-'));
 * for await (const event of events) await files.write(event);
 * files.close();
 */
export function tensorboard(run: string): { write(event: RunEvent): Promise<void>; close(): void } {
  const file = eventFile(eventFolder(run));
  let last = Number.POSITIVE_INFINITY;
  let epochs = 0;
  return {
    async write(event) {
      if (event.kind === 'started') {
        epochs = event.record.spec.epochs;
        writeHparams(eventFolder(run), event.record.spec);
      }
      if (event.kind === 'step') {
        const { step, terms, total, learningRate, gradientNorm } = event;
        if (step <= last) file.restart(step);
        last = step;
        const named = Object.entries(terms).map(([name, value]) => scalar(`training/${name}`, value));
        if (gradientNorm !== undefined) named.push(scalar('training/gradientNorm', gradientNorm));
        file.add(step, [...named, scalar('training/objective', total), scalar('training/learningRate', learningRate)]);
      }
      if (event.kind === 'evaluated') {
        const { step, epoch, test, row } = event;
        const parts = Object.entries(test.terms).map(([name, value]) => scalar(`test/${name}`, value));
        file.add(step, [...parts, scalar('test/perExample', test.perExample), scalar('test/perPixel', test.perPixel)]);
        // Who stopped the run may not wait for pictures.
        if (row) file.add(step, await seen(event));
        if (row && epoch === epochs) file.add(step, [hparamsEnd(Date.now() / 1000)]);
        file.flush();
      }
    },
    close() {
      try {
        file.flush();
      } catch {
        // A disk that is full has stopped the run already: why is told, and must not be hidden.
      }
    },
  };
}
/** Images and histograms of the model as it is. */
async function seen({ run, epoch }: EvaluatedEvent): Promise<(Value | undefined)[]> {
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
