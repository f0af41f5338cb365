import { expect, it } from 'vitest';
import { checkPlugins } from './checkPlugins.ts';

const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];
const plugin = { name: './mine.ts', version: '1.2.0', sha256: one, adds: [] };

it('wants the same bytes of every plug-in, by name', () => {
  expect(() => checkPlugins([plugin], [plugin])).not.toThrow();
  expect(() => checkPlugins([], [plugin])).not.toThrow();
  expect(() => checkPlugins([plugin], [{ ...plugin, sha256: other }])).toThrow(
    'worker, plug-ins: expected ./mine.ts 1.2.0 (sha256 aaaaaaaaaaaa…), received ./mine.ts 1.2.0 (sha256 bbbbbbbbbbbb…).',
  );
  expect(() => checkPlugins([plugin], [])).toThrow('received no plug-in. Start the worker with the same files');
});
