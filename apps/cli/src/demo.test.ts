import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@latentkit/catalogue';
import { fromPath } from '@latentkit/datasets/node';
import { smallImages } from '@latentkit/test-kit/node';
import { afterEach, expect, it, vi } from 'vitest';
import { smallPage } from '../testing/smallPage.ts';
import { demoCommand } from './commands/demo.ts';

vi.mock('@latentkit/explorer/node', async (original) => {
  const real = await original<typeof import('@latentkit/explorer/node')>();
  return { ...real, pageFiles: async () => real.pageFiles(await smallPage()) };
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The demo on 32 small images in place of MNIST's 70 000. */
async function smallDemo() {
  const folder = await smallImages();
  const { datasets, ...rest } = catalogue();
  const mnist = { ...datasets.mnist, load: () => fromPath(folder) };
  return demoCommand({ ...rest, datasets: { ...datasets, mnist } } as ReturnType<typeof catalogue>);
}

/** What is written to standard output from now on. */
function heard(): { text: string } {
  const all = { text: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    all.text += String(text);
    return true;
  });
  return all;
}

it('in a pipe: trains, writes a report, says what was made and how to go on, and ends', async () => {
  const work = await mkdtemp(join(tmpdir(), 'latentkit-demo-'));
  const before = process.cwd();
  const out = heard();
  try {
    process.chdir(work);
    await mkdir(join('runs', 'demo'), { recursive: true });
    await (await smallDemo()).parseAsync(['--engine', 'cpu'], { from: 'user' });
    expect(await readdir(join('runs', 'demo-2'))).toEqual(expect.arrayContaining(['report.html', 'metrics.jsonl']));
    expect(out.text).toMatch(/\nreport: file:\S+\/runs\/demo-2\/report.html\n/);
    expect(out.text).toContain('\nexplorer: latentkit explore runs/demo-2 --open\n');
  } finally {
    process.chdir(before);
  }
}, 60_000);

it('on a terminal: serves the page on the run until Ctrl-C', async () => {
  // No program that opens a browser is found there.
  vi.stubEnv('PATH', '');
  vi.stubEnv('NO_COLOR', '1');
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const tty = Object.getOwnPropertyDescriptor(process.stdout, 'isTTY');
  const out = heard();
  Object.defineProperty(process.stdout, 'isTTY', { value: true, configurable: true });
  try {
    const folder = join(await mkdtemp(join(tmpdir(), 'latentkit-demo-')), 'run');
    const ended = (await smallDemo()).parseAsync(['--engine', 'cpu', '--out', folder], { from: 'user' });
    await vi.waitUntil(() => /Ctrl-C ends it/.test(out.text), { timeout: 30_000 });
    const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(out.text)?.[0] as string;
    const card = await (await fetch(`${address}data/index.json`)).json();
    expect(card).toMatchObject({ runs: ['run'] });
    process.emit('SIGINT');
    await ended;
    await expect(fetch(address)).rejects.toThrow();
  } finally {
    if (tty) Object.defineProperty(process.stdout, 'isTTY', tty);
    else Reflect.deleteProperty(process.stdout, 'isTTY');
  }
}, 60_000);
