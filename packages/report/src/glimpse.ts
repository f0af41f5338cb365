import type { HostArray } from '@latentkit/core';
import type { OpenRun } from '@latentkit/runs';
import { decoded, encoded, first, latentSize, reconstructed } from '@latentkit/runs';
import { normalSampler, priorSampler } from '@latentkit/samplers';
import { bytesOf } from './figures/bytesOf.ts';
import type { Picture } from './picture.ts';
import { priorOf } from './priorOf.ts';

/** What a model makes of images now. */
export interface Glimpse {
  readonly epoch: number;
  readonly originals: readonly Picture[];
  readonly reconstructions: readonly Picture[];
  /** Decoded codes from the prior, or from a normal distribution with the covariance of the codes where there is no prior. */
  readonly samples: readonly Picture[];
}

/** As many as the widest terminal shows. */
const shown = 16;
const fitted = 500;
const largestCode = 128;

/** A few test images, what the model makes of them, and samples; undefined for data that are not images. Costs three small programs. */
export async function glimpse(run: OpenRun, epoch: number): Promise<Glimpse | undefined> {
  const { test } = await run.data();
  const [height, width, channels = 1] = test.y.shape.slice(1) as number[];
  if (test.y.shape.length < 3 || test.y.shape.length > 4 || (channels !== 1 && channels !== 3)) return undefined;
  const images = first(test.y, shown);
  const pictures = ({ values }: { values: ArrayLike<number> }): Picture[] => {
    const size = (height as number) * (width as number) * channels;
    const bytes = bytesOf(values);
    return Array.from({ length: bytes.length / size }, (_, i) => ({
      height: height as number,
      width: width as number,
      channels,
      bytes: bytes.subarray(i * size, (i + 1) * size),
    }));
  };
  return {
    epoch,
    originals: pictures(images),
    reconstructions: pictures(await reconstructed(run, images)),
    samples: latentSize(run) > largestCode ? [] : pictures(await samplesOf(run, epoch)),
  };
}

async function samplesOf(run: OpenRun, epoch: number): Promise<HostArray> {
  const codes = await encoded(run, first((await run.data()).test.y, fitted));
  const sampler = priorOf(run) ?? (run.model.posterior ? priorSampler() : normalSampler()).fit(codes);
  return decoded(run, sampler.sample(shown, { seed: epoch }));
}
