import '@tensorflow/tfjs-backend-cpu';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { latentkit } from '../../testing/latentkit.ts';

const here = process.cwd();
beforeEach(async () => {
  process.chdir(await mkdtemp(join(tmpdir(), 'latentkit-layers-')));
  await writeFile('own.ts', plugin);
});
afterEach(() => process.chdir(here));

/** Waves [n, 5, 2], an autoencoder with dropout and one of recurrent cells with their usual initialisers. */
const plugin = `
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { autoencoder, defineConfig, defineModel, loadAutoencoder, reconstruction, saveAutoencoder, squaredError, table } from 'latentkit';

const waves = (rows: number) => ({
  y: table(Float32Array.from({ length: 10 * rows }, (_, i) => Math.sin(i / 3)), [rows, 5, 2]),
});
const shared = {
  options: {},
  objective: () => reconstruction({ cost: squaredError }),
  judge: () => ({
    title: 'squared error', unit: 'squared error', names: ['reconstruction'],
    terms: (model, { y }) => ({ reconstruction: squaredError(y, model.reconstruct(y)) }),
  }),
  save: saveAutoencoder,
  load: loadAutoencoder,
};
const back = () => sequential({ layers: [
  layers.dense({ units: 10, inputShape: [3], kernelInitializer: 'ones' }), layers.reshape({ targetShape: [5, 2] }),
] });

export default defineConfig({
  models: {
    dropped: defineModel({
      ...shared,
      summary: 'dropout before the code',
      build: () => autoencoder({
        encoder: sequential({ layers: [
          layers.flatten({ inputShape: [5, 2] }), layers.dropout({ rate: 0.5 }), layers.dense({ units: 3, kernelInitializer: 'ones' }),
        ] }),
        decoder: back(),
      }),
    }),
    recurrent: defineModel({
      ...shared,
      summary: 'a code of LSTM, read back by GRU',
      build: () => autoencoder({
        encoder: sequential({ layers: [layers.lstm({ units: 3, inputShape: [5, 2] })] }),
        decoder: sequential({ layers: [
          layers.repeatVector({ n: 5, inputShape: [3] }), layers.gru({ units: 2, returnSequences: true }),
        ] }),
      }),
    }),
  },
  datasets: {
    waves: {
      about: { title: 'waves', rows: { train: 24, test: 4 }, shape: [5, 2], classes: [], source: 'computed', licence: 'MIT' },
      load: () => ({ name: 'waves', train: waves(24), test: waves(4) }),
    },
  },
});
`;

describe.each(['dropped', 'recurrent'])('a network of one’s own: %s', (model) => {
  it.each(['cpu', 'compiled'])(
    'trains by a plug-in on %s, is saved, and read again',
    async (engine) => {
      const flags = ['--plugin', './own.ts', '--engine', engine];
      const done = await latentkit('train', model, '--data', 'waves', '--epochs', '2', '--out', 'run', ...flags);
      expect(done).toMatchObject({ exitCode: 0, stderr: '' });
      const { status, epochs } = JSON.parse(await readFile('run/run.json', 'utf8'));
      expect([status, epochs.length]).toEqual(['finished', 2]);
      expect(await latentkit('evaluate', 'run', ...flags)).toMatchObject({ exitCode: 0 });
      expect(await latentkit('resume', 'run', '--epochs', '3', ...flags)).toMatchObject({ exitCode: 0 });
    },
    180_000,
  );
});
