import type { StepEvent } from '@latentkit/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { broken } from './broken.ts';
import { duration } from './duration.ts';
import { type ProgressOptions, progress } from './progress.ts';
import { colorsOf } from './terminalProgress.ts';

describe('duration', () => {
  it.each([
    [6.6, '7 s'],
    [185, '3 min 05 s'],
    [7810, '2 h 10 min'],
    [-1, '0 s'],
  ])('%f s is %s', (seconds, text) => expect(duration(seconds)).toBe(text));
});

const step = (n: number, terms: Record<string, number>): StepEvent => ({
  kind: 'step',
  step: n,
  epoch: 1,
  examples: 5 * n,
  learningRate: 1e-3,
  weights: { energy: 1 },
  terms,
  total: 1,
  state: () => Promise.reject(new Error('not asked for')),
});

function watched(options: Pick<ProgressOptions, 'live' | 'colors'>) {
  const written: string[] = [];
  const stream = {
    write: (text: string) => written.push(text),
    columns: 80,
    rows: 24,
  } as unknown as NodeJS.WriteStream;
  return { written, view: progress({ stream, epochs: 1, examples: 10, ...options }) };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('progress', () => {
  it('writes plain lines alone where the stream is no terminal', () => {
    const { written, view } = watched({ live: false });
    view.show(step(1, { energy: 1 }));
    view.line('epoch 1/1');
    view.done();
    expect(written).toEqual(['epoch 1/1\n']);
  });

  it('redraws five times a second, and puts lines that stay above', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { written, view } = watched({ live: true });
    for (let shown = 0; shown < 500; shown++) {
      vi.advanceTimersByTime(2);
      view.show(step(1, { energy: shown }));
    }
    expect(written.filter((text) => text.includes('epoch 1/1'))).toHaveLength(5);
    view.line('note');
    const text = written.join('');
    expect(text.indexOf('note')).toBeLessThan(text.lastIndexOf('epoch 1/1'));
    view.done();
  });
});

describe('a line that stays', () => {
  it('is broken between its parts where it is too wide', () => {
    expect(broken('epoch 1/4 · test cost 12 · 3 s', 22)).toBe('epoch 1/4\n  test cost 12 · 3 s');
    expect(broken('epoch 1/4 · test cost 12 · 3 s', 80)).toBe('epoch 1/4 · test cost 12 · 3 s');
    expect(broken('one word', 3)).toBe('one word');
  });
});

describe('colours', () => {
  const stream = { getColorDepth: () => 8 };
  it.each([
    [{ COLORTERM: 'truecolor' }, 24],
    [{ TERM: 'xterm-256color' }, 8],
    [{ TERM: 'xterm-kitty' }, 24],
    [{ TERM: 'xterm-kitty', NO_COLOR: '1' }, undefined],
    [{ COLORTERM: 'truecolor', NO_COLOR: '1' }, undefined],
    [{ NO_COLOR: '' }, 8],
  ])('of %j are %s', (env, colors) => expect(colorsOf(stream, env as NodeJS.ProcessEnv)).toBe(colors));
});
