import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { known } from '../../testing/known.ts';
import { newFolder, work } from '../../testing/office.ts';
import { queueAddress } from '../queue/address.ts';
import { connect } from '../queue/connection.ts';
import { runSweep } from './runSweep.ts';
import { sweepConfig } from './sweepConfig.ts';

it('a sweep none of whose trials could be trained is an error that says why', async () => {
  const config = sweepConfig({
    method: 'random',
    run_cap: 2,
    metric: { name: 'sharpness' },
    parameters: {
      model: { value: 'autoencoder' },
      data: { value: 'spiral' },
      examples: { value: 64 },
      epochs: { value: 1 },
      learningRate: { min: 0.001, max: 0.1 },
    },
  });
  const connection = await connect(queueAddress(undefined));
  const worker = await work(connection);
  const folder = join(await newFolder(), 'sweep');
  const events = runSweep({ config, catalogue: known, connection, folder, root: tmpdir() });
  const all = (async () => {
    for await (const _ of events);
  })();
  await expect(all).rejects.toMatchObject({
    code: 'SWEEP',
    message: expect.stringMatching(
      /received 2 that failed, the first with: metric, name: expected one of test, .* received sharpness/,
    ),
  });
  await worker.close();
  await connection.close();
}, 60_000);
