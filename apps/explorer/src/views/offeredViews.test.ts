import { expect, it } from 'vitest';
import type { Run } from '../run/run.ts';
import type { WordsRun } from '../run/wordsRun.ts';
import { offeredViews } from './offeredViews.ts';
import { views } from './views.ts';

const run = (card: object) =>
  ({ card: { exampleShape: [28, 28, 1], latentShape: [2], prior: true, ...card } }) as unknown as Run;
const names = (...runs: readonly Run[]) => offeredViews(views, runs).map(({ name }) => name);

it('begins with the view that fits the run', () => {
  expect(names(run({}))[0]).toBe('plane');
  expect(names(run({ latentShape: [8] }))[0]).toBe('samples');
  expect(names(run({ latentShape: [8], prior: false }))[0]).toBe('sliders');
  expect(names(run({ latentShape: [8], prior: false, denoising: {} }))[0]).toBe('draw');
});
it('begins with what comes first in any case', () => {
  const report = { ...views[0], name: 'report', first: true, of: 'any', fits: () => true } as (typeof views)[number];
  expect(
    offeredViews([...views, report], [run({})])
      .map(({ name }) => name)
      .slice(0, 2),
  ).toEqual(['report', 'plane']);
});
it('of a text-to-image run shows what imagines first, then what trains, and nothing of codes', () => {
  const words = { card: { exampleShape: [32, 32, 3], tokens: { grid: [8, 8] } } } as unknown as WordsRun;
  expect(offeredViews(views, [words, run({})]).map(({ name }) => name)).toEqual(['imagine', 'learn']);
  expect(offeredViews(views, [run({}), words]).map(({ name }) => name)).not.toContain('imagine');
  expect(offeredViews(views, [run({}), words]).map(({ name }) => name)).not.toContain('compare');
});
it('hides what shows nothing of it', () => {
  expect(names(run({ exampleShape: [13] }))).not.toContain('draw');
  expect(names(run({ latentShape: [1] }))).not.toContain('plane');
  expect(names(run({}))).not.toContain('compare');
  expect(names(run({}), run({}))).toContain('compare');
  expect(names()).toEqual(['learn']);
});
