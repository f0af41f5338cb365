import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { close } from './close.ts';
import { helperSource } from './helperSource.ts';
import { bell, callLength, control } from './protocol.ts';

const shared = (length: number) => new SharedArrayBuffer(length);

it('a process waits at its end for a helper that loads a library, and none begins to after that', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-'));
  const koffi = join(folder, 'slow.cjs');
  writeFileSync(
    koffi,
    'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300); exports.load = exports.proto = () => {};',
  );
  const bells = new Int32Array(shared(4 * bell.length));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(helperSource, {
    eval: true,
    workerData: { bell: bells, port: port2, looks: 1 },
    transferList: [port2],
  });
  const add = (id: number) => {
    const addresses = new BigInt64Array(shared(8 * callLength));
    port1.postMessage({ add: { id, koffi, control: new Int32Array(shared(4 * control.length)), addresses } });
    Atomics.add(bells, bell.messages, 1);
    Atomics.add(bells, bell.wake, 1);
    Atomics.notify(bells, bell.wake);
  };
  add(1);
  while (Atomics.load(bells, bell.loading) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  close(bells);
  expect(Atomics.load(bells, bell.loading)).toBe(0);
  const began = performance.now();
  add(2);
  close(bells);
  expect(performance.now() - began).toBeLessThan(250);
  await worker.terminate();
  port1.close();
  rmSync(folder, { recursive: true });
});
