import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeHub, smallImages } from '@latentkit/test-kit/node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { latentkit, type Outcome } from '../testing/latentkit.ts';

const token = 'hf_tokenOfThisTest';
let hub: Awaited<ReturnType<typeof fakeHub>>;
let work: string;
let images: string;
const at = (...names: string[]) => join(work, ...names);

/** What ends well, with nothing secret printed. */
async function done(...args: string[]): Promise<Outcome> {
  const outcome = await latentkit(...args);
  expect(outcome.exitCode, outcome.stderr).toBe(0);
  expect(outcome.stdout + outcome.stderr).not.toContain(token);
  return outcome;
}
async function refused(...args: string[]): Promise<string> {
  const { exitCode, stderr } = await latentkit(...args);
  expect(exitCode).toBe(2);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).not.toContain(token);
  return stderr;
}
const held = (id = 'alice/bars') => hub.repositories.find('model', id, true)?.commitOf('main')?.files;
const text = (name: string) => String(held()?.get(name)?.content);
const fetches = () => hub.asked.filter(({ bytes }) => bytes > 0);

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-push-'));
  images = await smallImages();
  hub = await fakeHub({ token });
  vi.stubEnv('HF_ENDPOINT', hub.url);
  vi.stubEnv('HF_TOKEN', token);
  vi.stubEnv('HF_HOME', at('cache'));
  const quick = ['--data', images, '--hidden', '8', '--epochs', '1', '--batch-size', '16', '--engine', 'cpu'];
  await done('train', 'vae', ...quick, '--out', at('bars'));
}, 120_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await hub.close();
});

describe('push', () => {
  it('makes a repository that others can use', async () => {
    const { stdout, stderr } = await done('push', at('bars'), 'hf://alice/bars', '--license', 'mit');
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^wrote \d+ files to http.*\/alice\/bars\nbring them back with: latentkit pull hf:\/\/alice\/bars@[\da-f]{40}\n$/,
    );
    const names = [...(held()?.keys() ?? [])];
    for (const name of ['README.md', 'config.json', 'run.json', 'report.html', 'metrics.jsonl', 'held-out.json'])
      expect(names).toContain(name);
    for (const name of ['model/weights.safetensors', 'onnx/encoder.onnx', 'onnx/decoder.onnx', 'figures/samples.png'])
      expect(names).toContain(name);
    expect(names.filter((name) => name.startsWith('checkpoints/'))).toHaveLength(2);
    expect(JSON.parse(text('config.json'))).toMatchObject({
      library_name: 'latentkit',
      model_type: 'vae',
      example_shape: [8, 8, 1],
      files: { encoder: 'onnx/encoder.onnx', weights: 'model/weights.safetensors' },
    });
  });

  it('heads the card with metadata, and ends it with programs', () => {
    const [, metadata = '', words = ''] = text('README.md').split(/^---$/m);
    const { test } = JSON.parse(text('run.json'));
    expect(parse(metadata)).toMatchObject({
      library_name: 'latentkit',
      license: 'mit',
      pipeline_tag: 'unconditional-image-generation',
      metrics: ['−ELBO, nats'],
      thumbnail: 'figures/samples.png',
      'model-index': [{ results: [{ metrics: [{ type: 'loss', value: test.perExample }, {}, {}, {}] }] }],
    });
    expect(words).toContain("parseHubAddress('hf://alice/bars')");
    expect(words).toContain('snapshot_download("alice/bars", allow_patterns="onnx/*")');
  });

  it('tells nobody where files lie here', () => {
    for (const [name, { content }] of held() ?? [])
      for (const secret of [work, images, token]) expect(content.includes(secret), `${secret} in ${name}`).toBe(false);
  });

  it('refuses in one line: no token, not mine, another commit, a run that is none, an address that is none', async () => {
    hub.settings.refuse = 409;
    expect(await refused('push', at('bars'), 'hf://alice/bars')).toContain('another commit came first. Run it again.');
    expect(await refused('push', at('bars'), 'hf://bob/bars')).toContain('received 403 from the hub');
    expect(await refused('push', work, 'hf://alice/bars')).toContain('received no run.json');
    expect(await refused('push', at('bars'), 'alice/bars')).toContain('expected an address such as hf://owner/name');
    expect(await refused('push', at('bars'), 'hf://datasets/alice/bars')).toContain('expected a repository of a model');
    vi.stubEnv('HF_TOKEN', '');
    expect(await refused('push', at('bars'), 'hf://alice/bars')).toContain('Set HF_TOKEN');
    vi.stubEnv('HF_TOKEN', token);
  });
});

describe('pull', () => {
  const pulled = () => at('pulled');
  beforeAll(async () => {
    const { stdout } = await done('pull', 'hf://alice/bars', '--out', pulled());
    expect(stdout).toContain(`wrote ${pulled()}: commit `);
  });

  it('opens with every command, as the run that was pushed', async () => {
    const [here, there] = [
      await done('evaluate', at('bars'), '--json'),
      await done('evaluate', pulled(), '--json', '--data', images, '--split', 'test'),
    ];
    expect(JSON.parse(there.stdout).perExample).toBe(JSON.parse(here.stdout).perExample);
    for (const run of [at('bars'), pulled()])
      await done('sample', run, '--data', images, '--count', '4', '--out', join(run, 'four.csv'));
    expect(await readFile(join(pulled(), 'four.csv'), 'utf8')).toBe(await readFile(at('bars', 'four.csv'), 'utf8'));
    await done('report', pulled(), '--data', images, '--split', 'test');
    await done('export', pulled(), '--out', at('onnx'));
  });

  it('is trained on to the same bits', async () => {
    await done('resume', at('bars'), '--epochs', '2');
    await done('resume', pulled(), '--epochs', '2', '--data', images);
    const weights = (run: string) => readFile(join(run, 'model', 'weights.safetensors'));
    expect((await weights(pulled())).equals(await weights(at('bars')))).toBe(true);
  });

  it('fetches nothing a second time, and takes a commit', async () => {
    const commit = hub.repositories.find('model', 'alice/bars', true)?.commitOf('main')?.id;
    hub.asked.length = 0;
    const { stdout } = await done('pull', `hf://alice/bars@${commit}`, '--out', at('again'));
    expect(stdout).toContain('all of it was in the cache');
    expect(fetches()).toEqual([]);
    expect(await readdir(at('again'))).toEqual(expect.arrayContaining(['run.json', 'model', 'checkpoints']));
  });

  it('refuses in one line: what is not there, what is not a run, a folder that is full', async () => {
    expect(await refused('pull', 'hf://alice/none', '--out', at('none'))).toContain('received 404 from the hub');
    hub.asked.length = 0;
    expect(await refused('pull', 'hf://alice/bars', '--out', pulled())).toContain('an empty or new folder');
    await writeFile(at('points.csv'), 'a,b\n1,2\n');
    expect(await refused('pull', 'hf://alice/bars', '--out', at('points.csv'))).toContain(
      'a folder that can be written',
    );
    // Before anything is asked for.
    expect(hub.asked).toEqual([]);
    expect(await refused('pull', 'hf://alice/bars@v9', '--out', at('none'))).toContain('received 404 from the hub');
  });
});
