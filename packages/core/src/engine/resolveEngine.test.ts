import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type EngineCandidate, eagerCandidates, resolveEngine } from '../node.ts';
import type { Engine } from './engine.ts';

const engine = (name: string): Engine => ({ name, program: () => Promise.reject(new Error('not run here')) });
const candidate = (name: string, rest: Partial<EngineCandidate> = {}): EngineCandidate => ({
  name,
  install: `Run: npm install ${name}`,
  find: () => '1.2.3',
  load: async () => engine(name),
  ...rest,
});
const absent: Partial<EngineCandidate> = { find: () => undefined, load: () => Promise.reject(new Error('not asked')) };
const broken: Partial<EngineCandidate> = { load: () => Promise.reject(new Error('no addon\nat line 1')) };

describe('resolveEngine', () => {
  it('takes the first that loads, and reports on each', async () => {
    const load = vi.fn();
    const candidates = [
      candidate('absent', absent),
      candidate('broken', broken),
      candidate('good'),
      candidate('later', { load }),
    ];
    const resolution = await resolveEngine({ candidates });
    expect(resolution.engine.name).toBe('good');
    expect(load).not.toHaveBeenCalled();
    expect(resolution.report).toEqual([
      { name: 'absent', available: false, chosen: false, reason: 'not installed', install: 'Run: npm install absent' },
      {
        name: 'broken',
        version: '1.2.3',
        available: false,
        chosen: false,
        reason: 'installed, but does not load: no addon',
        install: 'Run: npm install broken',
      },
      {
        name: 'good',
        version: '1.2.3',
        available: true,
        chosen: true,
        reason: 'fastest available, as absent is not installed',
      },
      { name: 'later', version: '1.2.3', available: true, chosen: false, reason: 'installed, but good is faster' },
    ]);
  });

  it('takes the one that is preferred, and loads no other', async () => {
    const load = vi.fn();
    const candidates = [candidate('fast', { load }), candidate('sure')];
    const { engine, report } = await resolveEngine({ candidates, prefer: 'sure' });
    expect(engine.name).toBe('sure');
    expect(load).not.toHaveBeenCalled();
    expect(report.map(({ reason }) => reason)).toEqual(['installed, but sure was asked for', 'asked for']);
  });

  it('names the engines that there are when asked for another', async () => {
    const candidates = [candidate('fast'), candidate('sure')];
    await expect(resolveEngine({ candidates, prefer: 'gpu' })).rejects.toMatchObject({
      code: 'ENGINE_UNKNOWN',
      message:
        'resolveEngine: expected one of the engines fast, sure, received gpu. Choose one of them, or leave it out.',
    });
  });

  it('says what to install where the preferred one is missing', async () => {
    const candidates = [candidate('fast', absent), candidate('sure')];
    await expect(resolveEngine({ candidates, prefer: 'fast' })).rejects.toMatchObject({
      code: 'ENGINE_MISSING',
      message: 'resolveEngine: expected the engine fast, received none: it is not installed. Run: npm install fast',
    });
  });

  it('says why of each where none loads', async () => {
    await expect(
      resolveEngine({ candidates: [candidate('fast', broken), candidate('sure', absent)] }),
    ).rejects.toMatchObject({
      code: 'ENGINE_MISSING',
      message:
        'resolveEngine: expected an engine that loads, received fast installed, but does not load: no addon, sure not installed. Run: npm install fast Or: Run: npm install sure',
    });
  });

  it('takes one that is only for the asking when it is asked for', async () => {
    const candidates = [candidate('asked', { onlyAsked: true }), candidate('sure')];
    const { engine, report } = await resolveEngine({ candidates });
    expect(engine.name).toBe('sure');
    expect(report[0]).toMatchObject({ available: true, chosen: false, reason: 'installed, and used when asked for' });
    expect((await resolveEngine({ candidates, prefer: 'asked' })).engine.name).toBe('asked');
  });

  it('does not fall back where the installation itself is wrong', async () => {
    const copies = expected({ where: 'a', expected: 'b', received: 'c', todo: 'D.', code: 'TFJS_COPIES' });
    const candidates = [candidate('fast', { load: () => Promise.reject(copies) }), candidate('sure')];
    await expect(resolveEngine({ candidates })).rejects.toBe(copies);
  });
});

describe('the eager candidates', () => {
  afterEach(() => vi.restoreAllMocks());

  it.each(['wasm', 'cpu'])('%s starts mended, differentiates and prints nothing', async (name) => {
    const printed = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'log'), vi.spyOn(console, 'error')];
    const { engine, report } = await resolveEngine({ prefer: name });
    expect(report.find(({ chosen }) => chosen)).toMatchObject({ name, version: '4.22.0' });
    const program = await engine.program(({ x }) => {
      const slope = tf.grad((x: tf.Tensor) => tf.tanh(x));
      return { curvature: tf.grad((x: tf.Tensor) => tf.sum(slope(x)))(x as tf.Tensor) };
    }, []);
    const { curvature } = await program.run({ x: 0.5 }, { seed: 1, step: 0 });
    expect(curvature?.values[0]).toBeCloseTo(-2 * Math.tanh(0.5) * (1 - Math.tanh(0.5) ** 2), 6);
    expect(tf.getBackend()).toBe(name);
    expect(tf.env().getBool('PROD')).toBe(false);
    for (const print of printed) expect(print).not.toHaveBeenCalled();
  });

  it('come fastest first, after what is put before them', async () => {
    expect(eagerCandidates.map(({ name }) => name)).toEqual(['tfjs-node', 'wasm', 'cpu']);
    const { engine } = await resolveEngine({ candidates: [candidate('compiled'), ...eagerCandidates] });
    expect(engine.name).toBe('compiled');
  });
});
