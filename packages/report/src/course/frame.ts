import type { HostArray } from '@latentkit/core';
import type { OpenRun } from '@latentkit/runs';
import { decoded, encoded, first, latentSize, reconstructed } from '@latentkit/runs';
import { normalSampler, priorSampler } from '@latentkit/samplers';
import { bytesOf } from '../figures/bytesOf.ts';
import { meanSquares } from '../figures/meanSquares.ts';
import { isImage } from '../figures/reconstructionsFigure.ts';
import { shrunk, shrunkSize } from '../figures/shrunk.ts';
import { priorOf } from '../priorOf.ts';

/** What a model makes after an epoch: small enough that all of a run are kept. */
export interface Frame {
  readonly epoch: number;
  /** Mean of ‖y − ỹ‖² of the examples that it shows. */
  readonly error: number;
  readonly images?: FrameImages;
  /** Points of the plane, row by row: codes, or reconstructions of points. */
  readonly dots?: { readonly of: 'codes' | 'reconstructions'; readonly points: readonly number[] };
}

export interface FrameImages {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** Rows of `across` images each: the originals, their reconstructions, then samples or the plane of codes. */
  readonly rows: number;
  readonly drawn: 'samples' | 'plane' | 'none';
  /** Bytes of all images, base64. */
  readonly bytes: string;
}

/** Images in a row, rows of samples, and rows of a plane of codes. */
export const across = 8;
const [sampleRows, planeRows] = [2, 4];
/** The plane of codes goes from −2 to 2: two standard deviations of a prior N(0, I). */
export const reach = 2;
/** Pixels of the longer side, dots, codes that a sampler is fitted to, and the largest code that one is. */
const [longest, mostDots, fitted, largestCode] = [28, 300, 500, 128];

/** The frame of an epoch; undefined for rows of tables and series, of which neither images nor a plane tell anything. */
export async function frameOf(run: OpenRun, epoch: number): Promise<Frame | undefined> {
  const data = await run.data();
  const y = (data.test.y.shape[0] === 0 ? data.train : data.test).y;
  const shape = y.shape.slice(1);
  const size = latentSize(run);
  if (shape.length > 1 && isImage(shape)) {
    const shown = first(y, across);
    const remade = await reconstructed(run, shown);
    const originals = Float32Array.from(shown.values, (value) => value * shown.scale);
    const plane = size === 2 && run.model.posterior !== undefined;
    const drawn = size > largestCode ? [] : plane ? (await planeOf(run)).values : (await samplesOf(run)).values;
    const codes = size === 2 ? { dots: dotsOf('codes', await encoded(run, first(y, mostDots))) } : {};
    const images = imagesOf(shape, [originals, remade.values, drawn]);
    const kind = drawn.length === 0 ? 'none' : plane ? 'plane' : 'samples';
    const error = meanSquares(originals, remade.values, shown.shape[0] as number);
    return { epoch, error, images: { ...images, drawn: kind }, ...codes };
  }
  if (shape.length !== 1 || shape[0] !== 2) return undefined;
  const points = first(y, mostDots);
  const remade = await reconstructed(run, points);
  const values = Float32Array.from(points.values, (value) => value * points.scale);
  const error = meanSquares(values, remade.values, points.shape[0] as number);
  return { epoch, error, dots: dotsOf('reconstructions', remade) };
}

const dotsOf = (of: 'codes' | 'reconstructions', { values }: HostArray) => ({
  of,
  points: Array.from(values, (value) => Number(value.toPrecision(4))),
});

async function planeOf(run: OpenRun): Promise<HostArray> {
  const at = (i: number, count: number) => reach * ((2 * i) / (count - 1) - 1);
  const codes = Float32Array.from({ length: 2 * across * planeRows }, (_, i) => {
    const cell = Math.floor(i / 2);
    return i % 2 === 0 ? at(cell % across, across) : -at(Math.floor(cell / across), planeRows);
  });
  return decoded(run, { values: codes, shape: [across * planeRows, 2] });
}

/** Samples of the same random codes in each epoch, so that one sees them change. */
async function samplesOf(run: OpenRun): Promise<HostArray> {
  const codes = await encoded(run, first((await run.data()).train.y, fitted));
  const sampler = priorOf(run) ?? (run.model.posterior ? priorSampler() : normalSampler()).fit(codes);
  return decoded(run, sampler.sample(across * sampleRows, { seed: 0 }));
}

function imagesOf(shape: readonly number[], parts: readonly ArrayLike<number>[]) {
  const [height, width, channels = 1] = shape as [number, number, 1 | 3];
  const factor = Math.ceil(Math.max(height, width) / longest);
  const size = { height, width, channels };
  const small = shrunkSize(size, factor);
  const each = across * small.height * small.width * channels;
  const bytes = parts.map((values) => {
    const part = bytesOf(factor === 1 ? values : shrunk(values, size, factor));
    const whole = new Uint8Array(Math.ceil(part.length / each) * each);
    whole.set(part);
    return whole;
  });
  const all = Buffer.concat(bytes);
  return { ...small, rows: all.length / each, bytes: all.toString('base64') };
}
