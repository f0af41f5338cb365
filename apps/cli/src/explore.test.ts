import { mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@latentkit/catalogue';
import { type RunCard, readCard, readFloats, readObservations, sizeOf, tableFiles } from '@latentkit/explorer';
import { binaryCrossEntropyFromLogits, meanDivergence, squaredError, varianceDivergence } from '@latentkit/losses';
import type { ConditionalVariationalAutoencoder, LatentModel, VariationalAutoencoder } from '@latentkit/models';
import { openRun } from '@latentkit/runs';
import { smallImages } from '@latentkit/test-kit/node';
import * as tf from '@tensorflow/tfjs-core';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';
import { smallPage } from '../testing/smallPage.ts';

const page = vi.hoisted(() => ({ folder: '' }));
vi.mock('@latentkit/explorer/node', async (original) => {
  const real = await original<typeof import('@latentkit/explorer/node')>();
  return { ...real, pageFiles: () => real.pageFiles(page.folder) };
});

let work: string;
const runs: Record<string, string[]> = {
  vae: ['vae', '--hidden', '8', '--latent-size', '2', '--beta', '0.5'],
  conditional: ['conditional-vae', '--hidden', '8', '--latent-size', '3', '--binarize'],
  denoising: ['denoising-autoencoder', '--hidden', '8', '--latent-size', '4', '--corruption', 'masking'],
  convolutional: ['convolutional-autoencoder', '--filters', '2,3', '--latent-size', '4'],
};
const pathOf = (name: string) => join(work, 'runs', name);
const site = () => join(work, 'site');

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-explore-'));
  page.folder = await smallPage();
  const data = await smallImages();
  for (const [name, flags] of Object.entries(runs)) {
    const fixed = ['--data', data, '--epochs', '1', '--batch-size', '16', '--engine', 'cpu', '--out', pathOf(name)];
    expect(await latentkit('train', ...flags, ...fixed)).toMatchObject({ exitCode: 0, stderr: '' });
  }
  const exported = await latentkit('explore', ...Object.keys(runs).map(pathOf), '--engine', 'cpu', '--export', site());
  expect(exported).toMatchObject({ exitCode: 0, stderr: '' });
  expect(exported.stdout).toMatch(/^wrote \S+\/site: \d+ files, \d\.\d MB\n$/);
}, 120_000);

const read = async (...path: string[]) => new Uint8Array(await readFile(join(site(), 'data', ...path)));
const cardOf = async (name: string): Promise<RunCard> =>
  readCard(JSON.parse(await readFile(join(site(), 'data', name, 'run.json'), 'utf8')), name);

type Arrays = Readonly<Record<string, { values: ArrayLike<number>; shape: readonly number[] }>>;

async function networkRun(name: string, file: string, inputs: Arrays): Promise<Record<string, Float32Array>> {
  const session = await InferenceSession.create(join(site(), 'data', name, file));
  const feeds = Object.entries(inputs).map(([key, { values, shape }]) => [
    key,
    new Tensor('float32', Float32Array.from(values), shape),
  ]);
  const outputs = await session.run(Object.fromEntries(feeds));
  await session.release();
  return Object.fromEntries(Object.entries(outputs).map(([key, { data }]) => [key, data as Float32Array]));
}

function expectClose(found: ArrayLike<number> | undefined, wanted: ArrayLike<number>): void {
  expect(found?.length).toBe(wanted.length);
  Array.from(wanted).forEach((value, i) => {
    expect(Math.abs((found?.[i] as number) - value)).toBeLessThan(1e-4 * Math.max(1, Math.abs(value)));
  });
}

/** The observations of a site, and the model that it was made of. */
async function opened(name: string) {
  const card = await cardOf(name);
  const { model, spec } = await openRun(pathOf(name), { catalogue: catalogue() });
  const observations = readObservations(card, await read(name, `images.${card.stored}`), name);
  const y = tf.tensor(observations, [card.images, ...card.exampleShape]);
  const encoded = await networkRun(name, 'encoder.onnx', { observation: { values: observations, shape: y.shape } });
  const energies = await networkRun(name, 'energy.onnx', { observation: { values: observations, shape: y.shape } });
  const codes = readFloats(await read(name, 'codes.f32'), card.count * sizeOf(card.latentShape), name);
  return { card, model: model as LatentModel, spec, y, encoded, energies, codes };
}

const numbers = (tensor: tf.Tensor) => tensor.dataSync() as Float32Array;

describe.each(Object.keys(runs))('%s in a site', (name) => {
  it('has a card, and tables of the sizes that it says', async () => {
    const card = await cardOf(name);
    for (const [file, length] of Object.entries(tableFiles(card))) {
      expect((await read(name, file)).length, file).toBe(length);
    }
    expect((await readdir(join(site(), 'data', name))).sort()).toEqual(
      ['run.json', 'encoder.onnx', 'decoder.onnx', 'energy.onnx', ...Object.keys(tableFiles(card))].sort(),
    );
    const record = JSON.parse(await readFile(join(pathOf(name), 'run.json'), 'utf8'));
    expect(card).toMatchObject({
      name,
      model: record.spec.model,
      exampleShape: [8, 8, 1],
      scale: 1 / 255,
      stored: 'u8',
      images: 16,
      count: 16,
      labels: expect.arrayContaining(['0', '1']),
      final: record.epochs.at(-1).test.terms,
    });
    expect(card.trained).toMatch(new RegExp(`^latentkit train ${record.spec.model} `));
  });

  it('encodes as the model does: the codes beside it, to 1e-4', async () => {
    const { model, y, encoded, codes, card } = await opened(name);
    expectClose(encoded.code, numbers(model.encode(y)));
    expectClose(codes, encoded.code as Float32Array);
    expect(card.posterior).toBe(encoded.logVariance !== undefined);
    if (card.posterior) {
      const stored = readFloats(await read(name, 'logVariances.f32'), codes.length, name);
      expectClose(stored, encoded.logVariance as Float32Array);
    }
    model.dispose();
  });
});

describe('decoders and energies', () => {
  it('of a VAE: C(y, Dec(μ)), U and V, in nats, with β as their weight', async () => {
    const { card, model, y, encoded, energies } = await opened('vae');
    const vae = model as VariationalAutoencoder;
    const posterior = vae.posterior(y);
    expectClose(encoded.logVariance, numbers(posterior.logVariance));
    const code = { values: encoded.code as Float32Array, shape: [16, 2] };
    const { reconstruction } = await networkRun('vae', 'decoder.onnx', { code });
    expectClose(reconstruction, numbers(vae.decode(posterior.mean)));
    expectClose(energies.reconstruction, numbers(binaryCrossEntropyFromLogits(y, vae.output(posterior.mean))));
    expectClose(energies.meanDivergence, numbers(meanDivergence(posterior)));
    expectClose(energies.varianceDivergence, numbers(varianceDivergence(posterior)));
    expect(card.prior).toBe(true);
    expect(card.energy.terms).toEqual([
      { name: 'reconstruction', weight: 1, unit: 'nats' },
      { name: 'meanDivergence', weight: 0.5, unit: 'nats' },
      { name: 'varianceDivergence', weight: 0.5, unit: 'nats' },
    ]);
    expect(card.principal.axes).toHaveLength(2);
    model.dispose();
  });

  it('of a conditional VAE: the decoder is told the class, the encoder finds it', async () => {
    const { card, model, y, encoded, energies } = await opened('conditional');
    const conditional = model as ConditionalVariationalAutoencoder;
    const { classes } = card as { classes: number };
    expect(classes).toBe(conditional.classes);
    const found = numbers(conditional.classify(y));
    expect([...(encoded.given as Float32Array)]).toEqual(
      [...found].flatMap((label) => Array.from({ length: classes }, (_, i) => Number(i === label))),
    );
    const code = { values: encoded.code as Float32Array, shape: [16, 3] };
    const ones = Array.from({ length: 16 * classes }, (_, i) => Number(i % classes === 1));
    const { reconstruction } = await networkRun('conditional', 'decoder.onnx', {
      code,
      given: { values: ones, shape: [16, classes] },
    });
    const told = conditional.given(tf.fill([16], 1));
    expectClose(reconstruction, numbers(told.decode(tf.tensor(code.values, [16, 3]))));
    const own = conditional.given(conditional.classify(y));
    expectClose(energies.meanDivergence, numbers(meanDivergence(own.posterior(y))));
    model.dispose();
  });

  it('of a denoiser: of what nothing was done to', async () => {
    const { card, model, y, energies } = await opened('denoising');
    expectClose(energies.reconstruction, numbers(squaredError(y, model.reconstruct(y))));
    expect(card).toMatchObject({ posterior: false, prior: false, denoising: { corruption: 'masking', amount: 0.5 } });
    expect(card.energy.terms).toEqual([{ name: 'reconstruction', weight: 1, unit: 'squared error' }]);
    model.dispose();
  });
});

describe('the command', () => {
  it('writes the page beside the runs, and neither the data of the page nor where a link leads', async () => {
    await writeFile(join(work, 'secret'), 'mine');
    await symlink(join(work, 'secret'), join(page.folder, 'link.txt'));
    const out = join(work, 'alone');
    expect(await latentkit('explore', '--export', out)).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await readdir(out)).sort()).toEqual(['assets', 'data', 'index.html']);
    expect(JSON.parse(await readFile(join(out, 'data', 'index.json'), 'utf8'))).toMatchObject({ runs: [] });
    expect(JSON.parse(await readFile(join(site(), 'data', 'index.json'), 'utf8'))).toMatchObject({
      runs: Object.keys(runs),
    });
  });

  it('shows the rows of other data in place of the test split, and a split of its own', async () => {
    const rows = join(work, 'other.idx');
    await writeFile(rows, Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 5, 0, 0, 0, 8, 0, 0, 0, 8, ...Array(320).keys()));
    const explored = async (...flags: string[]) => {
      const out = join(work, `site-${flags.length}-${flags.at(-1)}`.replaceAll('/', ''));
      const made = await latentkit('explore', pathOf('vae'), '--engine', 'cpu', '--export', out, ...flags);
      expect(made).toMatchObject({ exitCode: 0, stderr: '' });
      return readCard(JSON.parse(await readFile(join(out, 'data', 'vae', 'run.json'), 'utf8')), 'vae');
    };
    expect(await explored('--data', rows)).toMatchObject({ data: 'other', images: 5, count: 5 });
    const { count } = await explored('--split', 'train');
    expect(count).toBe(JSON.parse(await readFile(join(pathOf('vae'), 'run.json'), 'utf8')).data.train[0]);
  });

  it('and other commands take one image as other data', async () => {
    const picture = join(work, 'one.png');
    await sharp(
      Uint8Array.from({ length: 400 }, (_, i) => i % 251),
      { raw: { width: 20, height: 20, channels: 1 } },
    )
      .png()
      .toFile(picture);
    const out = join(work, 'one.csv');
    const scored = await latentkit('score', pathOf('vae'), '--data', picture, '--engine', 'cpu', '--out', out);
    expect(scored).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await readFile(out, 'utf8')).trim().split('\n')).toHaveLength(2);
  });

  it('says what the columns of a table are, in their units', async () => {
    const [table, run, out] = ['t.csv', 'table', 'site-table'].map((name) => join(work, name)) as [
      string,
      string,
      string,
    ];
    const rows = Array.from({ length: 20 }, (_, i) => `${60 + i},${i % 2 ? 'red' : 'blue'}`);
    await writeFile(table, ['weight,colour', ...rows].join('\n'));
    const flags = ['--hidden', '4', '--latent-size', '2', '--epochs', '1', '--engine', 'cpu', '--no-report'];
    expect(await latentkit('train', 'autoencoder', '--data', table, ...flags, '--out', run)).toMatchObject({
      exitCode: 0,
    });
    expect(await latentkit('explore', run, '--engine', 'cpu', '--export', out)).toMatchObject({ exitCode: 0 });
    const { columns } = readCard(JSON.parse(await readFile(join(out, 'data', 'table', 'run.json'), 'utf8')), 'table');
    const { mean, deviation } = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')).data.standardization;
    expect(columns).toEqual([
      { name: 'weight', mean: mean[0], deviation: deviation[0] },
      { name: 'colour=blue', mean: 0, deviation: 1 },
      { name: 'colour=red', mean: 0, deviation: 1 },
    ]);
  });

  it('serves until Ctrl-C, and then ends well', async () => {
    let address = '';
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      address ||= /http:\S+/.exec(String(text))?.[0] ?? '';
      return true;
    });
    const { run } = await import('./cli.ts');
    const ended = run(['explore', pathOf('vae'), '--engine', 'cpu']);
    await vi.waitUntil(() => address !== '', { timeout: 20_000 });
    write.mockRestore();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await (await fetch(address)).text()).toContain('<title>page</title>');
    const card = await fetch(`${address}data/vae/run.json`);
    expect(await card.json()).toEqual(await cardOf('vae'));
    expect((await fetch(`${address}data/vae/images.f32`)).status).toBe(404);
    process.emit('SIGINT');
    expect(await ended).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
  });

  it.each([
    ['no run', () => [work], 'latentkit: run '],
    [
      'a port that is none',
      () => ['--port', '70000'],
      'latentkit: --port: expected a whole number from 0 to 65535, received 70000. Leave it out for a free one.\n',
    ],
    ['a folder that holds a run', () => [pathOf('vae'), '--export', pathOf('vae')], `latentkit: --export `],
    ['a site that is served', () => ['--export', join(work, 'x'), '--open'], "cannot be used with option '--open'"],
  ])('refuses %s in one line', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await latentkit('explore', ...args());
    expect(stderr).toContain(message);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });
});
