import { table } from '@latentkit/core';
import { gaussianMixtureSampler, normalSampler, uniformSampler } from '@latentkit/samplers';
import { autoencoderOf } from './autoencoder.ts';
import { type ImagesOptions, imagesLesson } from './imagesLesson.ts';
import type { Lesson } from './lesson.ts';

const [columns, rows] = [8, 8];

type Codes = { readonly values: Float32Array; readonly shape: number[] };
const samplers = [
  (codes: Codes) => uniformSampler().fit(codes),
  (codes: Codes) => normalSampler().fit(codes),
  (codes: Codes) => gaussianMixtureSampler({ components: 6 }).fit(codes, { seed: 1 }),
] as const;

/**
 * An autoencoder whose decoder draws: 64 codes of a distribution that is fitted to the codes of the data, and what they decode to.
 *
 * @see Cabessa, Autoencoders, the decoder generates
 */
export function generatorLesson(options: ImagesOptions): Lesson {
  return imagesLesson(options, {
    ...autoencoderOf(options, options.hidden ?? options.width ?? 128),
    more: {
      outputs: () => ({}),
      async scene({ outputs, knob, decoded }) {
        const values = outputs.codes as Float32Array;
        const fit = samplers[knob] ?? samplers[0];
        const { values: drawn, shape } = fit({ values, shape: [values.length / 2, 2] }).sample(columns * rows, {
          seed: options.seed,
        });
        const rings = Float32Array.from(drawn);
        return { rings, tiles: await decoded(table(rings, [...shape]), columns) };
      },
    },
  });
}
