import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunCurves, RunsIndex } from '@latentkit/explorer';
import { smallImages } from '@latentkit/test-kit/node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';
import { smallPage } from '../testing/smallPage.ts';

const page = vi.hoisted(() => ({ folder: '' }));
vi.mock('@latentkit/explorer/node', async (original) => {
  const real = await original<typeof import('@latentkit/explorer/node')>();
  return { ...real, pageFiles: () => real.pageFiles(page.folder) };
});

let runs: string;
let address = '';
let ended: Promise<number>;

beforeAll(async () => {
  const work = await mkdtemp(join(tmpdir(), 'latentkit-ui-'));
  runs = join(work, 'my runs');
  page.folder = await smallPage();
  const fixed = ['--data', await smallImages(), '--hidden', '8', '--batch-size', '16', '--engine', 'cpu'];
  const train = (name: string, ...flags: string[]) =>
    latentkit('train', 'vae', ...fixed, ...flags, '--out', join(runs, name));
  expect(await train('one', '--epochs', '2')).toMatchObject({ exitCode: 0 });
  // A run whose process was killed says running, and nobody holds its lock.
  await cp(join(runs, 'one'), join(runs, 'left % off'), { recursive: true });
  const left = join(runs, 'left % off', 'run.json');
  const record = JSON.parse(await readFile(left, 'utf8'));
  await writeFile(left, JSON.stringify({ ...record, status: 'running', spec: { ...record.spec, seed: 5 } }));
  await rm(join(runs, 'left % off', 'report.html'));
  await mkdir(join(runs, 'broken'));
  await writeFile(join(runs, 'broken', 'run.json'), '{');
  // What a run from somebody else may hold.
  await writeFile(join(work, 'secret'), 'mine');
  await symlink(join(work, 'secret'), join(runs, 'left % off', 'report.html'));
  await symlink(join(work, 'secret'), join(runs, 'left % off', 'figures', 'secret.svg'));

  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    address ||= /http:\S+/.exec(String(text))?.[0] ?? '';
    return true;
  });
  const { run } = await import('./cli.ts');
  ended = run(['ui', runs]);
  await vi.waitUntil(() => address !== '', { timeout: 20_000 });
  write.mockRestore();
}, 120_000);

afterAll(async () => {
  process.emit('SIGINT');
  expect(await ended).toBe(0);
  await expect(fetch(address)).rejects.toThrow();
});

const get = async (path: string) => fetch(address + path);
const json = async <T>(path: string): Promise<T> => (await get(path)).json();

describe('latentkit ui', () => {
  it('serves its page to this machine only', async () => {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const response = await get('');
    expect(await response.text()).toContain('<title>page</title>');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self' /);
  });

  it('lists the runs with what they reached, and says which was left off and how it goes on', async () => {
    const { runs: rows, unreadable } = await json<RunsIndex>('runs.json');
    const record = JSON.parse(await readFile(join(runs, 'one', 'run.json'), 'utf8'));
    expect(rows.map(({ id }) => id).sort()).toEqual(['left % off', 'one']);
    expect(rows.find(({ id }) => id === 'one')).toMatchObject({
      model: 'vae',
      status: 'finished',
      epochs: 2,
      asked: record.spec.epochs,
      settings: expect.objectContaining({ 'batch size': String(record.spec.batchSize) }),
      trainCost: record.epochs[1].trainCost,
      testCost: record.epochs[1].test.perExample,
      report: true,
      figures: expect.arrayContaining(['loss', 'reconstructions']),
    });
    expect(rows.find(({ id }) => id === 'left % off')).toMatchObject({
      status: 'interrupted',
      report: false,
      resume: `latentkit resume '${join(runs, 'left % off')}'`,
    });
    expect(unreadable).toMatchObject([{ run: join(runs, 'broken') }]);
  });

  it('gives the curves of a run, and what was added to them', async () => {
    const path = `runs/${encodeURIComponent('left % off')}/curves.json`;
    const { steps, stepsPerEpoch, train, test, terms } = await json<RunCurves>(path);
    const events = (await readFile(join(runs, 'one', 'metrics.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const total = events
      .filter(({ kind }) => kind === 'step')
      .map(({ terms }) => Object.values<number>(terms).reduce((a, b) => a + b));
    expect(steps).toBe(total.length);
    expect(stepsPerEpoch).toBe(total.length / 2);
    for (const [i, value] of train.value.entries()) expect(value).toBeCloseTo(total[i] as number, 3);
    expect(test.step).toEqual([steps / 2, steps]);
    expect(Object.keys(terms)).toEqual(['reconstruction', 'meanDivergence', 'varianceDivergence']);
    const more = Array.from({ length: 5000 }, (_, i) =>
      JSON.stringify({ kind: 'step', step: steps + i, learningRate: 1, terms: { reconstruction: i } }),
    );
    await writeFile(join(runs, 'left % off', 'metrics.jsonl'), `${more.join('\n')}\n`, { flag: 'a' });
    const longer = await json<RunCurves>(path);
    expect(longer.steps).toBe(steps + 5000);
    expect(longer.train.step.length).toBeLessThanOrEqual(600);
  });

  it('gives reports and figures, each without any right on this server', async () => {
    const report = await get('runs/one/report.html');
    expect(await report.text()).toBe(await readFile(join(runs, 'one', 'report.html'), 'utf8'));
    expect(report.headers.get('content-security-policy')).toMatch(
      /^sandbox allow-scripts allow-downloads; default-src 'none'; /,
    );
    for (const [name, type] of Object.entries({
      'loss.svg': 'image/svg+xml',
      'loss.png': 'image/png',
      'loss.csv': 'text/csv; charset=utf-8',
    })) {
      const figure = await get(`runs/one/figures/${name}`);
      expect([figure.status, figure.headers.get('content-type')]).toEqual([200, type]);
      expect(figure.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'; /);
    }
    // What it made last, which a running run has too.
    const { runs: rows } = await json<RunsIndex>('runs.json');
    expect(rows.find(({ id }) => id === 'one')?.now).toBe(2);
    const now = await get('runs/one/now.svg');
    expect([now.status, now.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect(await now.text()).toMatch(/^<svg [^>]+><title>The model after epochs 2 to 2\. Rows: originals, /);
  });

  it.each([
    'runs/one/run.json',
    'runs/one/metrics.jsonl',
    'runs/one/checkpoints/',
    'runs/one/figures/',
    'runs/one/figures/..%2frun.json',
    'runs/one/figures/%2e%2e/run.json',
    'runs/..%2fone/report.html',
    'runs/%2e%2e/secret',
    'runs/one/..%2f..%2fsecret',
    'runs/%/report.html',
    'runs/broken/curves.json',
    'runs/other/curves.json',
    'runs/__proto__/curves.json',
    `runs/${encodeURIComponent('left % off')}/report.html`,
    `runs/${encodeURIComponent('left % off')}/figures/secret.svg`,
  ])('has nothing at %s', async (path) => expect((await get(path)).status).toBe(404));

  it('refuses a folder that is not there in one line', async () => {
    const { exitCode, stdout, stderr } = await latentkit('ui', join(runs, 'nowhere'));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^latentkit: runs \S.*nowhere: expected a folder of runs, received no such folder\. .*\n$/);
  });
});
