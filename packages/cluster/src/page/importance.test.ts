import { expect, it } from 'vitest';
import { simulated } from '../../testing/simulated.ts';
import { settingText } from '../sweep/settingText.ts';
import type { Point } from '../sweep/space.ts';
import { sweepConfig } from '../sweep/sweepConfig.ts';
import { importance } from './importance.ts';
import { sweepPage } from './sweepPage.ts';

const parameters = {
  model: { value: 'vae' },
  x: { min: 0.5, max: 4.5 },
  y: { min: 0.5, max: 4.5 },
  kind: { values: ['<a>', 'b'] },
};
const config = sweepConfig({ method: 'random', parameters, run_cap: 200 });
const course = ({ x, kind }: Point, until: number) => ({
  course: new Array<number>(until).fill((x as number) + (kind === 'b' ? 1 : 0)),
  seconds: 0,
  engine: '',
});

it('is near 1 for what decides, near 0 for what does nothing', () => {
  const [first, second, third] = importance(config, simulated(config, { course }));
  expect([first?.name, second?.name, third?.name]).toEqual(['x', 'kind', 'y']);
  expect(first?.share).toBeGreaterThan(0.7);
  expect(second?.share).toBeLessThan(0.3);
  expect(third?.share).toBeLessThan(0.05);
});

it('stands on a page with every trial, on which markup of a setting is text', () => {
  const html = sweepPage(config, simulated(config, { course }), 'runs/sweep');
  expect(html.match(/<tr>/g)?.length).toBe(1 + 200 + 1 + 3);
  expect(html).toContain('latentkit report runs/sweep/trials/');
  expect(html).toContain('&lt;a&gt;');
  expect(html).not.toContain('<a>');
  expect(html).toContain('Settings and test loss of each trial');
});

it.each([
  [0.123456, '0.1235'],
  ['adam', 'adam'],
  [[400, 200], '[400,200]'],
  [undefined, '–'],
])('says the setting %j as %s', (value, text) => {
  expect(settingText(value)).toBe(text);
});
