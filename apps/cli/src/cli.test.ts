import { access, mkdtemp, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@latentkit/catalogue';
import { dataPaths } from '@latentkit/datasets/node';
import { smallImages } from '@latentkit/test-kit/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

const { datasets, models } = catalogue();

let data: string;
let work: string;
let trained: string;
const small = ['--hidden', '8', '--batch-size', '16', '--engine', 'cpu'];

beforeAll(async () => {
  data = await smallImages();
  work = await mkdtemp(join(tmpdir(), 'latentkit-runs-'));
  trained = join(work, 'trained');
  const outcome = await latentkit('train', 'autoencoder', '--data', data, '--epochs', '2', '--out', trained, ...small);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  expect(outcome.stdout).toMatch(/^autoencoder on latentkit-data-\w+ · engine cpu \(.+\) · /);
  expect(outcome.stdout).toMatch(/\nepoch 2\/2 · test squared error \S+ per image, \S+ per pixel · /);
  expect(outcome.stdout).toContain(`look at ${trained}/report.html\n`);
});

const losses = async (run: string) =>
  (await readFile(join(run, 'metrics.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ seconds, examplesPerSecond, ...rest }) => rest);

describe('a run folder', () => {
  it('holds the spec, the losses, the model, figures with their numbers, and a report', async () => {
    expect((await readdir(trained)).sort()).toEqual([
      'checkpoints',
      'course',
      'figures',
      'held-out.json',
      'metrics.jsonl',
      'model',
      'report.html',
      'run.json',
    ]);
    expect((await readdir(join(trained, 'model'))).sort()).toEqual(['model.json', 'weights.safetensors']);
    const figures = await readdir(join(trained, 'figures'));
    expect(figures.sort()).toEqual(
      [
        'class-errors',
        'confusion',
        'extremes',
        'latent',
        'loss',
        'manifold',
        'neighbors',
        'plausibility',
        'reconstructions',
        'samples',
        'traversal',
      ].flatMap((name) => [`${name}.csv`, `${name}.png`, `${name}.svg`]),
    );
    const record = JSON.parse(await readFile(join(trained, 'run.json'), 'utf8'));
    expect(record).toMatchObject({
      spec: {
        model: 'autoencoder',
        data,
        epochs: 2,
        batchSize: 16,
        hidden: [8],
        latentSize: 2,
        seed: 0,
        weightDecay: 1e-5,
      },
      status: 'finished',
      engine: { name: 'cpu' },
      weights: { reconstruction: 1 / 64 },
      parameters: 64 * 8 + 8 + 8 * 2 + 2 + 2 * 8 + 8 + 8 * 64 + 64,
    });
    expect(record.epochs).toHaveLength(2);
    expect((await losses(trained)).filter(({ kind }) => kind === 'step')).toHaveLength(6);
  });

  it('has the same losses, digit for digit, for the same spec and seed, and others for another seed', async () => {
    const again = async (seed: string) => {
      const out = await mkdtemp(join(work, 'again-'));
      const { exitCode } = await latentkit(
        'train',
        'autoencoder',
        '--data',
        data,
        '--epochs',
        '2',
        '--out',
        out,
        '--seed',
        seed,
        ...small,
      );
      expect(exitCode).toBe(0);
      return losses(out);
    };
    expect(await again('0')).toEqual(await losses(trained));
    expect(await again('1')).not.toEqual(await losses(trained));
  });

  it('can be evaluated, encoded, decoded and reconstructed from', async () => {
    const { test } = JSON.parse(await readFile(join(trained, 'run.json'), 'utf8'));
    const evaluated = await latentkit('evaluate', trained, '--engine', 'cpu', '--json');
    expect(JSON.parse(evaluated.stdout)).toEqual({ title: 'squared error', split: 'test', ...test });

    const codes = join(work, 'codes.csv');
    expect(await latentkit('encode', trained, '--engine', 'cpu', '--out', codes)).toMatchObject({ exitCode: 0 });
    const lines = (await readFile(codes, 'utf8')).trim().split('\r\n');
    expect(lines[0]).toBe('row,z0,z1,class');
    expect(lines).toHaveLength(17);

    for (const args of [
      ['decode', '--codes', codes, '--out', join(work, 'a.png')],
      ['decode', '--code', '0.5,-1', '--out', join(work, 'b.svg')],
      ['reconstruct', '--rows', '3,1', '--split', 'train', '--out', join(work, 'c.png')],
    ]) {
      const [command, ...flags] = args as [string, ...string[]];
      expect(await latentkit(command, trained, '--engine', 'cpu', ...flags)).toMatchObject({ exitCode: 0, stderr: '' });
      await access(args.at(-1) as string);
    }
  });
});

describe('config file', () => {
  it('stands between the defaults and the flags, and may name the model', async () => {
    const config = join(work, 'spec.yaml');
    await writeFile(
      config,
      `model: convolutional-autoencoder\ndata: ${data}\nepochs: 5\nfilters: [2]\nlatentSize: 3\n`,
    );
    const out = join(work, 'from-config');
    const { exitCode, stderr } = await latentkit(
      'train',
      '--config',
      config,
      '--epochs',
      '1',
      '--engine',
      'cpu',
      '--out',
      out,
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const { spec } = JSON.parse(await readFile(join(out, 'run.json'), 'utf8'));
    expect(spec).toMatchObject({ model: 'convolutional-autoencoder', epochs: 1, filters: [2], latentSize: 3 });
  });
});

describe('bad input is one line and exit code 2', () => {
  const refused: [string, () => readonly string[], string | (() => string)][] = [
    ['an unknown command', () => ['trian'], "latentkit: unknown command 'trian' (Did you mean train?)"],
    [
      'an unknown model',
      () => ['train', 'autoencodr'],
      `latentkit: train <model>: expected one of ${Object.keys(models).join(', ')}, received autoencodr. Did you mean autoencoder?`,
    ],
    [
      'no model',
      () => ['train'],
      `latentkit: train <model>: expected one of ${Object.keys(models).join(', ')}, received nothing.`,
    ],
    [
      'an unknown flag',
      () => ['train', 'autoencoder', '--epoch', '1'],
      'latentkit: train autoencoder: expected a flag of this command, received --epoch. Did you mean --epochs?',
    ],
    [
      'a flag by the name that other libraries give it',
      () => ['train', 'vae', '--lr', '1'],
      'received --lr. Did you mean --learning-rate? See latentkit train vae --help.',
    ],
    [
      'the latent dimension by another name',
      () => ['train', 'vae', '--latent-dim', '2'],
      'received --latent-dim. Did you mean --latent-size?',
    ],
    [
      'a file that is not there',
      () => ['train', 'vae', '--data', 'nowhere.csv'],
      'latentkit: --data nowhere.csv: expected a folder or file, received no such file. Check the path.',
    ],
    [
      'a flag without its value',
      () => ['train', 'autoencoder', '--epochs'],
      'latentkit: train autoencoder: expected --epochs <n>, received the flag without a value. See latentkit train autoencoder --help.',
    ],
    [
      'a flag that it takes',
      () => ['window', 'rows.csv'],
      'latentkit: window: expected --length <rows>, received nothing. See latentkit window --help.',
    ],
    [
      'a word too many',
      () => ['train', 'autoencoder', 'mnist'],
      'latentkit: train autoencoder: expected flags alone, received mnist. Did you mean --data mnist? See latentkit train autoencoder --help.',
    ],
    ['a run too many', () => ['encode', 'a', 'b'], 'latentkit: encode: expected flags after <run>, received b. See'],
    [
      'a list written with spaces',
      () => ['train', 'vae', '--hidden', '256', '256', '--epochs', '1'],
      'latentkit: train vae: expected flags alone, received 256. Did you mean --hidden 256,256? See latentkit train vae --help.',
    ],
    [
      'a list written with commas and spaces',
      () => ['reconstruct', 'a', '--rows', '1,', '2,', '3'],
      'latentkit: reconstruct: expected flags after <run>, received 2, 3. Did you mean --rows 1,2,3?',
    ],
    [
      'a number that is none',
      () => ['train', 'autoencoder', '--epochs', 'ten'],
      'latentkit: --epochs: expected a number, received "ten".',
    ],
    [
      'a negative number',
      () => ['train', 'autoencoder', '--seed', '-1'],
      'latentkit: --seed: expected a number of at least 0, received -1.',
    ],
    [
      'a width of zero',
      () => ['train', 'autoencoder', '--hidden', '8,0'],
      'latentkit: --hidden.1: expected a number above 0, received 0.',
    ],
    [
      'an unknown cost',
      () => ['train', 'autoencoder', '--cost', 'mse'],
      'latentkit: --cost: expected one of squared-error, absolute-error, binary-cross-entropy, mixed-error, received "mse".',
    ],
    [
      'an unknown data set',
      () => ['train', 'autoencoder', '--data', 'mnits'],
      `latentkit: --data: expected one of ${Object.keys(datasets).join(', ')}, or the path of ${dataPaths}, received mnits. Did you mean mnist?`,
    ],
    [
      'more examples than there are',
      () => ['train', 'autoencoder', '--data', data, '--examples', '99', '--engine', 'cpu'],
      'latentkit: --examples: expected a count from 1 to 48',
    ],
    ['an engine that is not there', () => ['train', 'autoencoder', '--data', data, '--engine', 'gpu'], 'latentkit: '],
    [
      'a run folder with files in it',
      () => ['train', 'autoencoder', '--data', data, '--out', trained, '--engine', 'cpu'],
      () => `latentkit: --out ${trained}: expected an empty or new folder`,
    ],
    [
      'a run that is none',
      () => ['evaluate', work],
      () => `latentkit: run ${work}: expected a run folder with a readable run.json, received no run.json.`,
    ],
    [
      'a row beyond the data',
      () => ['reconstruct', trained, '--rows', '16', '--engine', 'cpu'],
      'latentkit: --rows: expected whole numbers from 0 to 15, received 16.',
    ],
    [
      'a code of the wrong size',
      () => ['decode', trained, '--code', '1,2,3', '--engine', 'cpu'],
      'latentkit: decode: expected codes with 2 dimensions, received 3.',
    ],
    [
      'no code',
      () => ['decode', trained, '--engine', 'cpu'],
      'latentkit: decode: expected --code or --codes, received neither.',
    ],
    [
      'a picture of no known kind',
      () => ['decode', trained, '--code', '1,2', '--out', join(work, 'x.gif'), '--engine', 'cpu'],
      'latentkit: --out',
    ],
    [
      'a run folder where none can be made',
      () => ['train', 'autoencoder', '--data', data, '--out', '/proc/none/run', '--engine', 'cpu'],
      'latentkit: --out /proc/none/run: expected a folder that can be written, received ENOENT',
    ],
    [
      'an unknown split',
      () => ['evaluate', trained, '--split', 'valid'],
      "latentkit: option '--split <name>' argument 'valid' is invalid. Allowed choices are train, test, all, composition.",
    ],
  ];

  it.each(refused)('%s', async (_, args, message) => {
    const { exitCode, stderr, stdout } = await latentkit(...args());
    expect(stderr).toContain(typeof message === 'string' ? message : message());
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(stderr).not.toContain('    at ');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  it('names file and place for a damaged data file and a damaged model', async () => {
    const damaged = await smallImages();
    await truncate(join(damaged, 't10k-images-idx3-ubyte'), 100);
    const training = await latentkit('train', 'autoencoder', '--data', damaged, '--engine', 'cpu');
    expect(training).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('t10k-images-idx3-ubyte') });

    const broken = join(work, 'broken');
    await latentkit('train', 'autoencoder', '--data', data, '--epochs', '1', '--out', broken, ...small);
    await truncate(join(broken, 'model', 'weights.safetensors'), 1000);
    const evaluating = await latentkit('evaluate', broken, '--engine', 'cpu');
    expect(evaluating).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('weights.safetensors') });
  });
});

describe('looking around', () => {
  it.each([
    [['models'], 'convolutional-autoencoder'],
    [['datasets'], 'fashion-mnist'],
    [['doctor'], '→'],
    [['--help'], 'latentkit train autoencoder --data mnist'],
    [['train', '--help'], 'Flags of a model'],
    [['train', 'vae', '--help'], '(default: 0.001)'],
    [['train', 'vae', '--help'], 'Checkpoints:'],
    [['train', 'autoencoder', '--help'], '--latent-size <n>'],
    [['decode', '--help'], '--code <n,n,…>'],
    [['--version'], '0.'],
  ])('%j', async (args, text) => {
    const { exitCode, stdout, stderr } = await latentkit(...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(text);
  });
});
