import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeState } from '@latentkit/core';
import { trainRun } from '@latentkit/runs';
import { describe, expect, it } from 'vitest';
import { known } from '../../testing/known.ts';
import { newFolder, work } from '../../testing/office.ts';
import { queueAddress } from '../queue/address.ts';
import { connect } from '../queue/connection.ts';
import { queuedRounds } from './queuedRounds.ts';

const spec = {
  model: 'autoencoder',
  data: 'spiral',
  examples: 96,
  hidden: [8],
  latentSize: 1,
  batchSize: 16,
  epochs: 2,
  workers: 2,
  localSteps: 2,
  outerLearningRate: 0.7,
  outerMomentum: 0.9,
  engine: 'cpu',
};

const stateIn = async (run: string) => {
  const newest = (await readdir(join(run, 'checkpoints'))).filter((name) => name.endsWith('.safetensors')).sort();
  return decodeState(await readFile(join(run, 'checkpoints', newest.at(-1) as string))).state;
};

describe('rounds over the workers of a queue', () => {
  it('have the bits of one process, though a worker is killed in the first part', async () => {
    const folder = await newFolder();
    const [here, there] = [join(folder, 'here'), join(folder, 'there')];
    for await (const _ of trainRun({ spec, catalogue: known, folder: here }));
    const connection = await connect(queueAddress(undefined));
    const worker = await work(connection, 2);
    const rounds = queuedRounds({ connection, root: tmpdir() });
    const { doRound } = rounds;
    let lines = 0;
    for await (const event of trainRun({ spec, catalogue: known, folder: there, doRound }))
      if (event.kind === 'step') lines++;
    // Six batches an epoch: a round of 2 · 2, and one of what is left.
    expect(lines).toBe(4);
    expect(await readFile(join(there, 'rounds', 'once'), 'utf8')).toBe('');
    expect(await stateIn(there)).toEqual(await stateIn(here));
    await rounds.close({ finished: true });
    expect(await readdir(there)).not.toContain('rounds');
    await worker.close();
    await connection.close();
  }, 300_000);
});
