import { expected } from '@latentkit/errors';
import { describe, expect, it } from 'vitest';
import type { Engine, Program } from './engine.ts';
import { withFallback } from './withFallback.ts';

const refusal = expected({
  where: 'trace',
  expected: 'a kernel',
  received: 'Unknown',
  todo: 'Wait.',
  code: 'TRACE_KERNEL',
});

function engine(name: string, run: Program['run'], calls: string[]): Engine {
  const program: Program = {
    run: (inputs, counter) => {
      calls.push(`${name} run ${counter.step}`);
      return run(inputs, counter);
    },
    read: async () => {
      calls.push(`${name} read`);
    },
    dispose: () => calls.push(`${name} dispose`),
  };
  return { name, program: async () => program };
}

describe('withFallback', () => {
  it('hands a refused step over with the state so far, stays there, and says so once', async () => {
    const calls: string[] = [];
    const notices: string[] = [];
    const refuseSecond: Program['run'] = async (_, { step }) => {
      if (step > 0) throw refusal;
      return {};
    };
    const both = withFallback(
      engine('a', refuseSecond, calls),
      async () => engine('b', async () => ({}), calls),
      (text) => notices.push(text),
    );
    const here: string[] = [];
    const program = await both.program(
      () => ({}),
      [],
      (text) => here.push(text),
    );
    for (const step of [0, 1, 2]) await program.run({}, { seed: 0, step });
    await program.read();
    program.dispose();
    expect(calls).toEqual(['a run 0', 'a run 1', 'a read', 'a dispose', 'b run 1', 'b run 2', 'b read', 'b dispose']);
    expect(here).toEqual(notices);
    expect(notices).toEqual([`not compiled, b runs this step instead: ${refusal.message}`]);
  });

  it('lets other errors through', async () => {
    const broken = engine('a', () => Promise.reject(new Error('disk')), []);
    const program = await withFallback(broken, async () => broken).program(() => ({}), []);
    await expect(program.run({}, { seed: 0, step: 0 })).rejects.toThrow('disk');
  });
});
