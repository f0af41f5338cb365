import type { HostArray } from '@latentkit/core';
import { vocabulary } from '@latentkit/datasets';
import {
  imagesOf,
  isTextToImage,
  type SampleOptions,
  sampleIndices,
  type TextToImageModel,
  usualDraw,
} from '@latentkit/models';
import type { Cancellation } from '../batch/cancellation.ts';
import { refusal } from '../protocol/refusal.ts';
import type { InputTensor, Port } from '../protocol/tensor.ts';
import type { Parts } from './networks.ts';
import { readersOf } from './readersOf.ts';
import { type ServedFunction, wholeOf } from './servedFunction.ts';

/** Images at once: their caches of keys and values lie in memory. */
const mostImages = 64;

/** Images for captions, one each; undefined for a model that knows no captions. */
export function imagineOf({ run, units, runner, named }: Parts): ServedFunction | undefined {
  const { model, engine } = run;
  if (!isTextToImage(model)) return undefined;
  const { words, textLength } = model.options;
  const most = Math.min(mostImages, runner.batch.maxQueue);
  const one = { shape: [1], optional: true } as const;
  const float = { ...one, datatype: 'FP32', also: ['FP64', 'INT32', 'INT64'] } as const;
  const readers = readersOf(model, engine);
  let last: Promise<unknown> = Promise.resolve();
  return {
    name: 'imagine',
    summary: 'images for captions, drawn cell by cell',
    inputs: [
      { name: 'prompt', datatype: 'BYTES', shape: [-1], holds: `captions, an image each, at most ${most}` },
      { ...one, name: 'seed', datatype: 'INT32', also: ['INT64'], holds: 'decides what is drawn; 0 by default' },
      {
        ...float,
        name: 'guidance',
        holds: `how much a caption counts, from 0; ${usualDraw.guidance} by default, 1 is no guidance`,
      },
      { ...float, name: 'temperature', holds: `of the draws, above 0; ${usualDraw.temperature} by default` },
    ] satisfies Port[],
    outputs: units.out('image'),
    async infer(inputs, cancelled) {
      const captions = (inputs.get('prompt') as InputTensor).values as readonly string[];
      if (captions.length > most) throw tooMany(most, captions.length);
      const text = vocabulary(words).encode(captions, textLength);
      const seed = wholeOf(inputs.get('seed'), { otherwise: 0, least: 0, most: 2 ** 31 - 1 });
      const number = (name: string, otherwise: number) => Number(inputs.get(name)?.values[0] ?? otherwise);
      const options = {
        guidance: number('guidance', usualDraw.guidance),
        temperature: number('temperature', usualDraw.temperature),
      };
      runner.lane.enter(captions.length);
      const mine = last.then(async () => {
        runner.lane.leave(captions.length);
        cancelled?.throwIfCancelled();
        runner.ran(named('imagine'), captions.length);
        const reader = await readers.of(options.guidance === 1 ? captions.length : 2 * captions.length);
        return drawn(model, { engine, reader, text, seed, ...options }, cancelled);
      });
      last = mine.catch(() => {});
      return units.fromModel('image', (await mine).values, captions.length);
    },
    dispose: () => readers.dispose(),
  };
}

/** Cell by cell, given up where nobody waits any more. */
async function drawn(model: TextToImageModel, options: SampleOptions, cancelled?: Cancellation): Promise<HostArray> {
  let values: Int32Array = new Int32Array();
  for await (const { indices } of sampleIndices(model, options)) {
    cancelled?.throwIfCancelled();
    values = indices;
  }
  const shape = [options.text.shape[0] as number, ...model.codes.grid];
  return imagesOf(model.codes, { engine: options.engine, indices: { values, shape, scale: 1 } });
}

const tooMany = (most: number, received: number) =>
  refusal({
    where: 'input prompt',
    expected: `at most ${most} captions`,
    received: String(received),
    todo: 'Send them in several requests.',
  });
