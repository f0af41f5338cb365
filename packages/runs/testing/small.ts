import '@tensorflow/tfjs-backend-cpu';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeState, type Table, table } from '@latentkit/core';
import { squaredError } from '@latentkit/losses';
import { denseAutoencoder, loadAutoencoder, reconstruction, saveAutoencoder } from '@latentkit/models';
import { z } from 'zod';
import { type Catalogue, defineDataset, defineModel, type RunEvent } from '../src/index.ts';

/** 1/64: the mean over the pixels of a small image. */
const weight = 1 / 64;

/** A small autoencoder; `tables` hands it labels too, as a conditional model has them. */
const entry = (withLabels: boolean) =>
  defineModel({
    summary: 'small',
    options: {
      hidden: z.array(z.int().positive()).default([8]),
      latentSize: z.int().positive().default(2),
      domain: z.boolean().default(false).describe('takes numbers from 0 to 1 alone'),
    },
    build: ({ hidden, latentSize, seed }, { exampleShape }) =>
      denseAutoencoder({ imageShape: exampleShape, hidden, latentSize, seed }),
    objective: () => reconstruction({ cost: squaredError, weight }),
    judge: () => ({
      title: 'squared error',
      unit: 'squared error',
      names: ['reconstruction'],
      terms: (model, { y }) => ({ reconstruction: squaredError(y, model.reconstruct(y)) }),
    }),
    domain: ({ domain }) => (domain ? { low: 0, high: 1, of: 'the cost' } : undefined),
    ...(withLabels && { tables: ({ label }): Readonly<Record<string, Table>> => (label ? { label } : {}) }),
    save: saveAutoencoder,
    load: loadAutoencoder,
  });

const waves = (rows: number, from: number) => ({
  y: table(
    Float32Array.from({ length: rows * 4 }, (_, i) => Math.sin(from + i)),
    [rows, 4],
  ),
});

/** Two models and a data set. */
export const catalogue: Catalogue = {
  models: { small: entry(false), labelled: entry(true) },
  datasets: {
    waves: defineDataset({
      about: {
        title: 'waves',
        rows: { train: 12, test: 4 },
        shape: [4],
        classes: [],
        source: 'computed',
        licence: 'MIT',
      },
      load: () => ({ name: 'waves', train: waves(12, 0), test: waves(4, 99) }),
    }),
  },
};

export const newFolder = (name: string) => mkdtemp(join(tmpdir(), `latentkit-${name}-`));

/** All events, and what they say in words. @param each may stop by throwing or by raising a signal */
export async function all(events: AsyncIterable<RunEvent>, each: (event: RunEvent) => unknown = () => {}) {
  const kinds: string[] = [];
  const notices: string[] = [];
  for await (const event of events) {
    kinds.push(event.kind);
    if (event.kind === 'notice') notices.push(event.text);
    await each(event);
  }
  return { kinds, notices: notices.join('\n') };
}

export const recordIn = async (run: string) => JSON.parse(await readFile(join(run, 'run.json'), 'utf8'));

/** All that must be the same: model, moments, losses without times, files. */
export async function outcome(run: string) {
  const checkpoints = (await readdir(join(run, 'checkpoints'))).sort();
  const newest = checkpoints.filter((name) => name.endsWith('.safetensors')).at(-1) as string;
  const losses = await readFile(join(run, 'metrics.jsonl'), 'utf8');
  return {
    checkpoints,
    state: decodeState(await readFile(join(run, 'checkpoints', newest))).state,
    weights: await readFile(join(run, 'model', 'weights.safetensors'), 'hex'),
    losses: losses.replace(/"(seconds|examplesPerSecond)":[^,]+,/g, ''),
    files: (await readdir(run)).sort(),
  };
}
