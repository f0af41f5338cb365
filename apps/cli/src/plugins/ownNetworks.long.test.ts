import '@tensorflow/tfjs-backend-cpu';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { latentkit } from '../../testing/latentkit.ts';

const here = process.cwd();
beforeEach(async () => process.chdir(await mkdtemp(join(tmpdir(), 'latentkit-networks-'))));
afterEach(() => process.chdir(here));

const plugin = fileURLToPath(new URL('../../testing/ownNetworks.ts', import.meta.url));
const few = ['--epochs', '1', '--batch-size', '8', '--plugin', plugin, '--no-report'];

/** The squared error per example of the one epoch, in training and on the test split. */
async function trained(model: string, data: string, engine: string): Promise<{ losses: number[]; said: string }> {
  const done = await latentkit('train', model, '--data', data, '--engine', engine, '--out', engine, ...few);
  expect(done.exitCode, done.stderr).toBe(0);
  const lines = (await readFile(join(engine, 'metrics.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const steps = lines.filter(({ kind }) => kind === 'step').map(({ terms }) => terms.reconstruction);
  expect(steps.length).toBe(3);
  return { losses: steps, said: done.stdout };
}

describe('networks as people bring them, by a plug-in', () => {
  it.each([
    ['residual', 'images'],
    ['inception', 'images'],
    ['unet', 'images'],
    ['valid', 'images'],
    ['mobile', 'images'],
    ['bidirectional', 'sequences'],
    ['distributed', 'sequences'],
    ['recurrentDecoder', 'sequences'],
    ['merges', 'sequences'],
    ['nested', 'sequences'],
    ['custom', 'sequences'],
    ['frozen', 'sequences'],
    ['masked', 'sequences'],
    ['noisy', 'sequences'],
    ['volume', 'volumes'],
    ['kerasDense', 'sequences'],
    ['kerasImages', 'images'],
  ])(
    '%s trains compiled as on cpu, is evaluated, and exported',
    async (model, data) => {
      const [found, due] = [await trained(model, data, 'compiled'), await trained(model, data, 'cpu')];
      // Volumes have no rules, and layers of noise draw past the step's random: the best eager engine runs these, and the command says so.
      expect(found.said).toMatch(
        ['volume', 'noisy'].includes(model) ? /not compiled, .* runs this step instead/ : /^(?!.*not compiled)/s,
      );
      for (const [i, loss] of found.losses.entries())
        if (model !== 'noisy') expect(loss / (due.losses[i] as number)).toBeCloseTo(1, 4);
      for (const args of [['evaluate'], ['export', '--out', 'onnx']]) {
        const [command, ...more] = args as [string, ...string[]];
        const { exitCode, stderr } = await latentkit(command, 'compiled', ...more, '--plugin', plugin);
        expect(exitCode, stderr).toBe(command === 'export' && model === 'volume' ? 2 : 0);
      }
    },
    120_000,
  );

  it.each([
    [
      'regularizedKeras',
      'encoder: expected layers without regularizers and constraints, received kernelRegularizer of dense_',
    ],
    [
      'constrained',
      'encoder: expected layers without regularizers and constraints, received kernelConstraint of dense_',
    ],
    [
      'dilated',
      'backpropagation: expected operations whose gradient tfjs has, received Error in gradient of',
      'images',
    ],
    // From «The support» on these are tfjs's words for what it lacks, which are passed on.
    [
      'causal',
      'expected a network that runs, received The support for CAUSAL padding mode in conv1dWithBias is not implemented yet',
    ],
    [
      'scaledElu',
      'model scaledElu, build: expected a model, received Non-default alpha value (0.7) is not supported by the ELU layer yet',
    ],
  ])('%s is refused by the name of what cannot be done', async (model, what, data = 'sequences') => {
    const refused = await latentkit('train', model, '--data', data, '--out', 'run', ...few);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain(what);
  });
});
