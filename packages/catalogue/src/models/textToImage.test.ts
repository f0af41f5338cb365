import '@tensorflow/tfjs-backend-cpu';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eager } from '@latentkit/core';
import { scenes } from '@latentkit/datasets';
import { isTextToImage } from '@latentkit/models';
import { figures } from '@latentkit/report';
import { defineDataset, measuresOf, openRun, type RunEvent, resumeRun, trainRun } from '@latentkit/runs';
import { parse } from '@latentkit/runs/internal';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue, defineConfig } from '../catalogue.ts';

const { name: _, ...about } = scenes.about;
const few = defineDataset({ about, load: () => scenes({ rows: 6, testRows: 2, seed: 1 }) });
const known = catalogue([{ config: defineConfig({ datasets: { few } }), plugin: { name: 'few', sha256: '' } }]);
const engine = eager({ backend: 'cpu' });
const shared = { data: 'few', batchSize: 2, epochs: 2, saveEvery: '1steps', seed: 3 };
const tiny = { ...shared, filters: [2, 3, 4], codebookSize: 5 };
const small = { ...shared, width: 8, heads: 2, depth: 1 };

let work: string;
beforeAll(async () => {
  await setBackend('cpu');
  work = await mkdtemp(join(tmpdir(), 'latentkit-words-'));
});

/** Trains into a folder, and copies it as a kill at the first of these events would leave it. */
async function trained(name: string, spec: { model: string }, here: (event: RunEvent) => boolean = () => false) {
  const [folder, killed] = [join(work, name), join(work, `${name}-killed`)];
  let copied = false;
  for await (const event of trainRun({ spec, catalogue: known, folder, engine })) {
    if (copied || !here(event)) continue;
    copied = true;
    await cp(folder, killed, { recursive: true });
  }
  return { folder, killed };
}
const resumed = async (folder: string) => {
  for await (const _ of resumeRun({ folder, catalogue: known, engine }));
};
const weights = (folder: string) => readFile(join(folder, 'model', 'weights.safetensors'));
const measured = async (folder: string, part: 'train' | 'test' = 'test') => {
  const run = await openRun(folder, { catalogue: known, engine });
  const measures = await measuresOf(run, (await run.data())[part]);
  run.model.dispose();
  return measures;
};

describe('models of image codes', () => {
  it.each([
    ['discrete-vae', { annealingSteps: 6, betaWarmupSteps: 5, decoderFirst: 2 }],
    ['grid-vq-vae', { dimension: 3 }],
  ])(
    '%s ends with the same bits after a kill half-way, and before its first checkpoint',
    async (model, options) => {
      const spec = { model, ...tiny, ...options };
      const { folder, killed } = await trained(model, spec, (event) => event.kind === 'saved' && event.step === 3);
      await resumed(killed);
      expect(await weights(killed)).toEqual(await weights(folder));
      const early = await trained(`${model}-early`, spec, (event) => event.kind === 'step');
      await resumed(early.killed);
      expect(await weights(early.killed)).toEqual(await weights(folder));
    },
    60_000,
  );

  it('tells how the codebook is used and what decoded images show', async () => {
    const measures = await measured(join(work, 'grid-vq-vae'));
    const { 'perplexity of the entries': perplexity, 'entries that are not used': dead } = measures;
    expect(perplexity).toBeGreaterThanOrEqual(1);
    expect(perplexity as number).toBeLessThanOrEqual(5 - (dead as number) + 1e-6);
    expect(measures['count right, decoded']).toBeDefined();
  });
});

describe('text-to-image', () => {
  it('stands alone: it goes on with the same bits, and runs, when the tokens are gone', async () => {
    const tokens = join(work, 'tokens');
    await trained('tokens', { model: 'grid-vq-vae', ...tiny, dimension: 3, epochs: 1 } as { model: string });
    const spec = { model: 'text-to-image', tokens, ...small };
    const { folder, killed } = await trained('words', spec, (event) => event.kind === 'saved' && event.step === 2);
    const given = await openRun(tokens, { catalogue: known, engine });
    await rm(tokens, { recursive: true });
    await resumed(killed);
    expect(await weights(killed)).toEqual(await weights(folder));
    const run = await openRun(folder, { catalogue: known, engine });
    if (!isTextToImage(run.model)) throw new Error('another model');
    // Stage 1 is as it was.
    for (const [name, variable] of Object.entries(given.model.variables))
      expect(run.model.codes.variables[name]?.dataSync()).toEqual(variable.dataSync());
    expect(run.model.options.words).toEqual((await run.data()).words);
    run.model.dispose();
    given.model.dispose();
    expect((await measured(join(folder, 'parts', 'tokens')))['entries that are not used']).toBeDefined();
  }, 60_000);

  it('has pictures of its codes, and of captions seen and held out, whose words are their numbers', async () => {
    const drawn = async (folder: string, name: 'codebook' | 'hard-and-soft' | 'captions' | 'caption-accuracy') => {
      const run = await openRun(folder, { catalogue: known, engine });
      const entry = figures[name];
      const wanted = await entry.inReport?.(run);
      const options = parse(entry.options, wanted && 'options' in wanted ? wanted.options : {}, (key) => key);
      const figure = wanted && (await entry.draw([run], options, known));
      run.model.dispose();
      return figure;
    };
    const codes = join(work, 'grid-vq-vae');
    const measures = await measured(codes);
    const used = 5 - (measures['entries that are not used'] as number);
    const perplexity = (measures['perplexity of the entries'] as number).toFixed(1);
    const codebook = await drawn(codes, 'codebook');
    // Shares of the entries that are used, on an axis without zero; then the two ends of the other line
    const shares = Array.from(codebook?.columns.at(-1)?.values ?? [], Number);
    expect(shares).toHaveLength(used + 2);
    expect(shares.slice(0, used).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    expect(codebook?.caption).toBe(
      `${used} of 5 entries are used by 2 test examples. The perplexity is ${perplexity}: the same as that many entries used equally often.`,
    );
    const [before, after] = ['soft codes', 'discrete codes'].map((from) =>
      (measures[`−log p(y) from ${from}, nats`] as number).toFixed(1),
    );
    expect((await drawn(codes, 'hard-and-soft'))?.caption).toContain(
      `${before} nats with soft codes, ${after} with discrete codes`,
    );
    // Two captions of the test images and two of the composition, each with its image and six more
    expect((await drawn(join(work, 'words'), 'captions'))?.columns[0]?.values).toHaveLength(4 * 7);
    expect(await drawn(codes, 'captions')).toBeUndefined();
    const accuracy = await drawn(join(work, 'words'), 'caption-accuracy');
    const { 'exact right, drawn for 2 captions': whole } = await measured(join(work, 'words'));
    expect(accuracy?.caption).toContain(
      `Captions of test images (2): everything is right in ${100 * (whole as number)} % of the images`,
    );
    expect(accuracy?.columns.at(-1)?.values).toContain(whole);
    expect(await drawn(codes, 'caption-accuracy')).toBeUndefined();
  }, 60_000);

  it('tells bits per token and what drawn images show', async () => {
    const measures = await measured(join(work, 'words'));
    // 5 entries by weights that are as good as new
    expect(measures['bits per token, image']).toBeLessThan(Math.log2(5) + 0.5);
    expect(measures['exact right, drawn for 2 captions']).toBeGreaterThanOrEqual(0);
    const nats = measures['bound on −log p(y|t), nats'] as number;
    expect(measures['bound on −log p(y|t), bits per dimension']).toBeCloseTo(nats / (3072 * Math.LN2), 6);
    expect(measures['distance to the nearest training image, drawn']).toBeGreaterThan(0);
    // Of training images, the nearest of each is itself
    const own = await measured(join(work, 'words'), 'train');
    expect(own['distance to the nearest training image, true']).toBeCloseTo(0, 1);
  }, 60_000);

  it('refuses what it cannot be built from, in one line', async () => {
    const fails = (spec: Record<string, unknown>) => trained('never', { model: 'text-to-image', ...small, ...spec });
    await expect(fails({})).rejects.toThrow('--tokens: expected the run folder of a discrete-vae or grid-vq-vae');
    await expect(fails({ tokens: join(work, 'nowhere') })).rejects.toThrow('received no run.json');
    await expect(fails({ tokens: join(work, 'grid-vq-vae'), data: 'moons' })).rejects.toThrow(
      'received moons, which has none',
    );
  }, 60_000);
});
