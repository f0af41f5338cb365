import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@latentkit/catalogue';
import { smallImages } from '@latentkit/test-kit/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';
import { type Ask, askConfig, configText } from './spec/askConfig.ts';
import { readConfigFile } from './spec/configFile.ts';

let work: string;
let data: string;
const runs = () => join(work, 'runs');

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-list-'));
  data = await smallImages();
  for (const [name, model, rate] of [
    ['a', 'autoencoder', '0.001'],
    ['b', 'autoencoder', '0.01'],
    ['c', 'vae', '0.001'],
  ] as const) {
    const flags = ['--hidden', '8', '--epochs', '2', '--batch-size', '16', '--learning-rate', rate, '--engine', 'cpu'];
    const trained = await latentkit('train', model, '--data', data, ...flags, '--out', join(runs(), name));
    expect(trained).toMatchObject({ exitCode: 0, stderr: '' });
  }
  await mkdir(join(runs(), 'broken'));
  await writeFile(join(runs(), 'broken', 'run.json'), '{');
});

const recordOf = async (name: string) => JSON.parse(await readFile(join(runs(), name, 'run.json'), 'utf8'));

describe('runs', () => {
  it('lists them with their best figures, oldest first, and names what it cannot read', async () => {
    const { exitCode, stdout, stderr } = await latentkit('runs', runs());
    const lines = stdout.trim().split('\n');
    expect(exitCode).toBe(0);
    expect(lines[0]).toMatch(/^run +model +data +status +epochs +judged by +best +last +per value +time$/);
    expect(lines.slice(1).map((line) => line.split(/ +/)[0])).toEqual(
      ['a', 'b', 'c'].map((name) => join(runs(), name)),
    );
    const { epochs } = await recordOf('b');
    const best = Math.min(...epochs.map(({ test }: { test: { perExample: number } }) => test.perExample));
    expect(lines[2]).toContain(` ${best.toPrecision(5)} `);
    expect(stderr).toBe(
      `run ${join(runs(), 'broken')}: expected a run folder with a readable run.json, received text that is not JSON. Give the folder that \`latentkit train\` printed.\n`,
    );
  });

  it('prints the same as JSON', async () => {
    const found = JSON.parse((await latentkit('runs', runs(), '--json')).stdout);
    const { test } = await recordOf('c');
    expect(found.runs).toHaveLength(3);
    expect(found.runs[2]).toMatchObject({
      run: join(runs(), 'c'),
      model: 'vae',
      status: 'finished',
      epochs: 2,
      judgedBy: '−ELBO, nats',
      last: { perExample: test.perExample, perPixel: test.perPixel },
    });
    expect(found.unreadable).toHaveLength(1);
  });

  it('tells a run that its process left, and how to continue it', async () => {
    const left = join(work, 'left');
    await mkdir(join(left, 'd'), { recursive: true });
    await writeFile(join(left, 'd', 'run.json'), JSON.stringify({ ...(await recordOf('a')), status: 'running' }));
    const { stdout } = await latentkit('runs', left);
    expect(stdout).toMatch(/ interrupted /);
    expect(stdout).toContain(`continue with: latentkit resume ${join(left, 'd')}\n`);
  });

  it('says where there are none', async () => {
    expect((await latentkit('runs', data)).stdout).toContain(`no runs in ${data}: train one with`);
    expect(await latentkit('runs', join(work, 'nowhere'))).toMatchObject({
      exitCode: 2,
      stderr: `latentkit: runs ${join(work, 'nowhere')}: expected a folder of runs, received no such folder. Train one with \`latentkit train\`, or name another folder.\n`,
    });
  });
});

describe('compare', () => {
  it('shows what differs alone, and a curve a run', async () => {
    const { exitCode, stdout } = await latentkit('compare', join(runs(), 'a'), join(runs(), 'b'));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^setting +learning rate 0\.001 +learning rate 0\.01\nlearning rate +0\.001 +0\.01\n/m);
    expect(stdout).toMatch(/^train loss, each step\n {2}learning rate 0\.001 +\d\S+ [▁-█]{6} +\d\S+\n/m);
    const json = JSON.parse((await latentkit('compare', join(runs(), 'a'), join(runs(), 'b'), '--json')).stdout);
    expect(json.apart).toEqual([{ key: 'learningRate', values: [0.001, 0.01] }]);
    expect(json.runs.map(({ run }: { run: string }) => run)).toEqual([join(runs(), 'a'), join(runs(), 'b')]);
  });

  it('tells runs of one spec apart by their place', async () => {
    const { stdout } = await latentkit('compare', join(runs(), 'a'), join(runs(), 'a'));
    expect(stdout).toContain('autoencoder (1)');
    expect(stdout).toContain('these runs have the same settings\n');
  });

  it('wants two', async () => {
    expect(await latentkit('compare', runs())).toMatchObject({
      exitCode: 2,
      stderr: 'latentkit: compare: expected <run>, received nothing. See latentkit compare --help.\n',
    });
  });
});

describe('init', () => {
  /** Answers by the start of the question; what it was told is wrong is kept. */
  const answering = (answers: Record<string, string>): Ask & { problems: (string | undefined)[] } => {
    const problems: (string | undefined)[] = [];
    const of = (message: string) => Object.entries(answers).find(([start]) => message.startsWith(start))?.[1];
    return {
      problems,
      choose: async (message) => of(message),
      write: async (message, { initial, problem }) => {
        const answer = of(message) ?? initial;
        problems.push(problem(answer));
        return answer;
      },
    };
  };

  it('writes a config that train takes', async () => {
    const ask = answering({ 'Which model': 'vae', 'Trained on': 'a path', Where: data, hidden: '8', epochs: '1' });
    const config = await askConfig(ask, catalogue());
    expect(config).toEqual({ model: 'vae', data, hidden: [8], latentSize: 20, beta: 1, epochs: 1, seed: 0 });
    expect(ask.problems).toEqual(ask.problems.map(() => undefined));
    const file = join(work, 'config.yaml');
    await writeFile(file, configText(config as NonNullable<typeof config>));
    expect(await readConfigFile(file)).toEqual(config);
    const out = join(work, 'from-init');
    const trained = await latentkit('train', '--config', file, '--engine', 'cpu', '--out', out);
    expect(trained).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('says what is wrong with an answer, and leaves when one wishes to', async () => {
    const ask = answering({ 'Which model': 'autoencoder', Trained: 'mnist', hidden: '8,0', epochs: 'ten' });
    await askConfig(ask, catalogue());
    expect(ask.problems).toEqual([
      'hidden.1: expected a number above 0, received 0. Change it and run again.',
      undefined,
      'epochs: expected a number, received "ten". Change it and run again.',
      undefined,
    ]);
    expect(await askConfig(answering({}), catalogue())).toBeUndefined();
  });

  it('refuses to ask where there is no terminal', async () => {
    expect(await latentkit('init', join(work, 'x.yaml'))).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'latentkit: init: expected a terminal, received a pipe or a file. Write the config by hand, one key per line, such as `model: vae`; see `latentkit train vae --help`.\n',
    });
  });
});
