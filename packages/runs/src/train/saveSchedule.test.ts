import type { EpochEvent, StepEvent } from '@latentkit/core';
import { describe, expect, it } from 'vitest';
import { saveEvery, saveSchedule } from './saveSchedule.ts';

/** Epochs of three steps over five rows, in twos. */
function* events(epochs: number) {
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (const [i, examples] of [2, 4, 5].entries())
      yield { kind: 'step', epoch, step: 3 * epoch - 2 + i, examples } as StepEvent;
    yield { kind: 'epoch', epoch, step: 3 * epoch, examples: 5 } as EpochEvent;
  }
}

const due = (text: string) => {
  const schedule = saveSchedule(text);
  return [...events(4)].filter((event) => schedule.due(event, 5)).map(({ kind, step }) => `${kind} ${step}`);
};

describe('a save schedule', () => {
  it.each([
    ['1epoch', ['epoch 3', 'epoch 6', 'epoch 9', 'epoch 12']],
    ['2epochs', ['epoch 6', 'epoch 12']],
    ['4steps', ['step 4', 'step 8', 'epoch 12']],
    ['3steps', ['epoch 3', 'epoch 6', 'epoch 9', 'epoch 12']],
  ])('%s', (text, expected) => expect(due(text)).toEqual(expected));

  it('is due where a round passes a multiple', () => {
    const schedule = saveSchedule('4steps', { begin: 3 });
    const rounds = [5, 7, 11, 16].map((step) => ({ kind: 'step', epoch: 1, step, examples: step }) as StepEvent);
    expect(rounds.filter((event) => schedule.due(event, 99)).map(({ step }) => step)).toEqual([5, 11, 16]);
  });

  it('counts minutes from the last save', () => {
    let time = 0;
    const schedule = saveSchedule('2min', { now: () => time });
    const [step] = events(1);
    const at = (minutes: number) => {
      time = minutes * 60_000;
      return schedule.due(step as StepEvent, 5);
    };
    expect([at(1), at(2)]).toEqual([false, true]);
    schedule.saved(1);
    expect([at(3), at(4)]).toEqual([false, true]);
  });

  it.each(['1step', '500steps', '1epoch', '10min', '10mins', '5minutes'])('takes %s', (text) =>
    expect(text).toMatch(saveEvery),
  );
  it.each(['', '0steps', '-1steps', '1.5epochs', '10', 'steps', '1hour', '1 step'])('refuses "%s"', (text) =>
    expect(text).not.toMatch(saveEvery),
  );
});
