import { expect, it, vi } from 'vitest';
import { figure } from './figure.ts';

it('draws each look again, and makes its columns once, when they are read', () => {
  const draw = vi.fn(({ theme = 'light' }: { theme?: string }) => theme);
  const columns = vi.fn(() => [{ name: 'y', values: [1] }]);
  const one = figure({ title: 'A', where: 'test' }, draw, columns);
  expect(draw).not.toHaveBeenCalled();
  expect([one.svg(), one.svg({ theme: 'dark' })]).toEqual(['light', 'dark']);
  expect(columns).not.toHaveBeenCalled();
  expect(one.columns).toBe(one.columns);
  expect(columns).toHaveBeenCalledOnce();
});

it('refuses to be without a title', () => {
  expect(() =>
    figure(
      { title: ' ', where: 'test' },
      () => '',
      () => [],
    ),
  ).toThrow('test: expected a title, received an empty one. Give it a short title.');
});
