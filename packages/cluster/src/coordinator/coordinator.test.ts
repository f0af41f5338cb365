import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coordinate, ends, newFolder, work } from '../../testing/office.ts';
import { plugin } from '../../testing/plugin.ts';
import { readLedger } from '../ledger/ledger.ts';
import { queueAddress } from '../queue/address.ts';
import { type Connection, connect } from '../queue/connection.ts';
import type { RunningWorker } from '../worker/startWorker.ts';

const text = (job: string, said: string) => ({ job, kind: 'text', work: { text: said } });

describe('jobs', () => {
  let connection: Connection;
  let worker: RunningWorker;
  beforeAll(async () => {
    connection = await connect(queueAddress(undefined));
  }, 120_000);
  afterAll(async () => {
    await worker.close();
    await connection.close();
  });

  it('belong to one coordinator at a time', async () => {
    const folder = await newFolder();
    const first = await coordinate(connection, folder);
    await expect(coordinate(connection, folder)).rejects.toThrow('expected a run that no other process trains');
    await first.close();
  });

  it('are put into the queue again by the next coordinator where the queue was lost', async () => {
    const folder = await newFolder();
    const first = await coordinate(connection, folder);
    await first.submit(text('kept', 'x'));
    await first.close();
    const queue = connection.queue();
    const { id } = (await readLedger(folder))[0] as { id?: string };
    await queue.remove(`${id}_kept_1`);
    await queue.close();
    worker = await work(connection, 2);
    const second = await coordinate(connection, folder);
    await second.submit(text('kept', 'x'));
    expect(await ends(second, 1)).toMatchObject([{ job: 'kept', token: '2-1' }]);
    await second.close();
    const third = await coordinate(connection, folder);
    await third.submit(text('kept', 'x'));
    expect([...third.settled.keys()]).toEqual(['kept']);
    expect(third.waiting.size).toBe(0);
    await third.close();
  });

  it('count once, with their output in its place and no attempt left', async () => {
    const folder = await newFolder();
    const coordinator = await coordinate(connection, folder);
    for (const job of ['a', 'b', 'c']) await coordinator.submit(text(job, job.repeat(3)));
    await coordinator.submit(text('a', 'other'));
    const ended = await ends(coordinator, 3);
    await coordinator.close();
    expect(ended.every((one) => 'result' in one && one.result === 3)).toBe(true);
    expect(await readFile(join(folder, 'out', 'a', 'text'), 'utf8')).toBe('aaa');
    expect(await readdir(join(folder, 'attempts'))).toEqual([]);
    const done = (await readLedger(folder)).filter(({ kind }) => kind === 'done');
    expect(done.map(({ job }) => job).sort()).toEqual(['a', 'b', 'c']);
  });

  it('are done again where their process ended', async () => {
    const folder = await newFolder();
    const coordinator = await coordinate(connection, folder);
    await coordinator.submit({ job: 'fragile', kind: 'crash', work: { text: 'again' } });
    expect(await ends(coordinator, 1)).toMatchObject([{ job: 'fragile', token: '1-2', result: 5 }]);
    await coordinator.close();
    expect(await readFile(join(folder, 'out', 'fragile', 'text'), 'utf8')).toBe('again');
  });

  it('that need plug-ins are left to a worker that has them, and one without takes no more', async () => {
    const folder = await newFolder();
    await worker.close();
    const coordinator = await coordinate(connection, folder, [plugin]);
    const messages: string[] = [];
    const without = await work(connection, 1, { unfit: (message) => messages.push(message) });
    await coordinator.submit(text('a', 'x'));
    await coordinator.submit(text('b', 'x'));
    while (messages.length === 0) expect(await coordinator.next({ withinMs: 200 })).toEqual([]);
    worker = await work(connection, 2, { args: ['equipped'] });
    const ended = await ends(coordinator, 2);
    expect(ended.map((one) => ['result' in one && one.result, one.job]).sort()).toEqual([
      [1, 'a'],
      [1, 'b'],
    ]);
    expect(messages).toEqual([
      expect.stringMatching(/^worker, plug-ins: expected lines 1\.0\.0 \(sha256 0+…\), received no plug-in\./),
    ]);
    await without.close();
    await coordinator.close();
  });

  it('that would fail again fail once', async () => {
    const folder = await newFolder();
    const coordinator = await coordinate(connection, folder);
    const trial = { trial: 0, spec: { model: 'nothing' }, until: 1, metric: 'test' };
    await coordinator.submit({ job: 'wrong', kind: 'trial', work: trial });
    const [ended] = await ends(coordinator, 1);
    await coordinator.close();
    expect(ended).toMatchObject({ job: 'wrong', error: expect.stringContaining('spec, model: expected one of') });
    expect(await readdir(join(folder, 'attempts'))).toEqual([]);
  });
});
