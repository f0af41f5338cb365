import { expect, it } from 'vitest';
import { standing } from './challenge.ts';

const challenge = { words: '', below: 1, within: 50 };
const falling = (from: number, steps: number) => Array.from({ length: steps }, (_, i) => from / (i + 1));

it('is won once the mean of twenty steps is below the number, and stays so', () => {
  const losses = [...Array(30).fill(3), ...Array(20).fill(0.5)];
  // The mean of 20 is (20 − n)·3 + n·½ over 20: below 1 from n = 17 on.
  expect(standing(challenge, losses, 0)).toEqual({
    state: 'won',
    words: { phrase: 'won', values: { below: 1, steps: 47 } },
  });
  expect(standing(challenge, [...losses, ...Array(99).fill(9)], 0).state).toBe('won');
});

it('is open while steps are left, then lost', () => {
  expect(standing(challenge, Array(40).fill(2), 0)).toEqual({
    state: 'open',
    words: { phrase: 'stepsLeft', values: { steps: 10 } },
  });
  expect(standing(challenge, [...Array(50).fill(2), ...Array(50).fill(0)], 0).state).toBe('lost');
});

it('counts with the value of the knob that it asks for alone', () => {
  expect(standing({ ...challenge, knob: 1 }, falling(1, 50), 0).state).toBe('open');
  expect(standing({ ...challenge, knob: 1 }, falling(1, 50), 1).state).toBe('won');
});
