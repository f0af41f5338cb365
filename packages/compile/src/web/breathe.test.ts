import { describe, expect, it } from 'vitest';
import { breather } from './breathe.ts';

/** Whether another task ran while we awaited. */
async function letsOthersRun(work: () => Promise<void>): Promise<boolean> {
  let others = false;
  const task = setImmediate(() => {
    others = true;
  });
  await work();
  clearImmediate(task);
  return others;
}

describe('breather', () => {
  it('gives the event loop a turn once a frame of 16 ms, and none in between', async () => {
    let now = 0;
    const breathe = breather(() => now);
    expect(await letsOthersRun(breathe)).toBe(false);
    now = 15.9;
    expect(await letsOthersRun(breathe)).toBe(false);
    now = 16;
    expect(await letsOthersRun(breathe)).toBe(true);
    now = 31.9;
    expect(await letsOthersRun(breathe)).toBe(false);
  });
});
