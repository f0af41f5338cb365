import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallImages } from '@latentkit/test-kit/node';
import { beforeAll, expect, it, vi } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

let run: string;
beforeAll(async () => {
  run = join(await mkdtemp(join(tmpdir(), 'latentkit-serve-')), 'small run');
  const fixed = ['--data', await smallImages(), '--epochs', '1', '--hidden', '8', '--engine', 'cpu'];
  await latentkit('train', 'vae', ...fixed, '--latent-size', '2', '--out', run);
});

it('prints address and models, answers, and ends by SIGTERM with exit code 0', async () => {
  const serving = latentkit('serve', run, '--engine', 'cpu', '--port', '0', '--grace', '0', '--max-batch', '2');
  // `latentkit` keeps what is printed; the address is asked of it as it comes.
  const write = process.stdout.write as unknown as { mock: { calls: [string][] } };
  await vi.waitFor(() => expect(write.mock.calls.length).toBeGreaterThan(0), { timeout: 20_000 });
  const [address = ''] = (write.mock.calls[0]?.[0] ?? '').split('\n');
  const { models } = (await (await fetch(`${address}v2/models`)).json()) as { models: string[] };
  process.emit('SIGTERM');
  const { exitCode, stdout, stderr } = await serving;
  expect(exitCode).toBe(0);
  const names = ['encoder', 'decoder', 'reconstruction', 'score', 'posterior', 'sampler'];
  expect(models).toEqual(names.map((name) => `small-run.${name}`));
  expect(stdout).toBe(`${address}\n${models.join('\n')}\nCtrl-C ends it\n`);
  expect(stderr).toBe('stopping: answering the requests received so far (press Ctrl-C again to quit at once)\n');
});

it.each([
  [['--host', '0.0.0.0'], '--host 0.0.0.0: expected a token in the environment, LATENTKIT_TOKEN'],
  [['--max-batch', '0'], '--max-batch: expected'],
  [['--port', '70000'], '--port: expected'],
  [['--host', '192.0.2.1', '--port', '0'], '--host 192.0.2.1: expected a token'],
])('refuses %s in one line', async (flags, message) => {
  const { exitCode, stderr } = await latentkit('serve', run, '--engine', 'cpu', ...flags);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
