import { expect, it } from 'vitest';
import { type Kind, linked } from './links.ts';

const files: Record<string, Kind> = {
  'docs/serve.md': 'page',
  'packages/core/README.md': 'page',
  'packages/core': 'folder',
  'packages/core/src': 'folder',
  'packages/core/src/model.ts': 'source',
};
const kindOf = (path: string): Kind => files[path] ?? 'missing';

it('leads links of files to pages, those of sources to pages that show them', () => {
  const page = [
    '[serve](serve.md#flags), [`Model`](../packages/core/src/model.ts), [core](../packages/core), [all](../packages/core/src)',
    '[away](https://example.org), [here](#top), `[code](serve.md)`',
  ].join('\n');
  const { text, targets } = linked('docs/architecture.md', page, kindOf);
  expect(text).toBe(
    [
      '[serve](./serve.md#flags), [`Model`](./source/packages/core/src/model.ts.md), [core](./packages/core/index.md), [all](./source/packages/core/src.md)',
      '[away](https://example.org), [here](#top), `[code](serve.md)`',
    ].join('\n'),
  );
  expect(targets).toEqual([
    'docs/serve.md',
    'packages/core/src/model.ts',
    'packages/core/README.md',
    'packages/core/src',
  ]);
});

it('goes up from a README', () => {
  const { text } = linked('packages/core/README.md', '[why](../../docs/serve.md)', kindOf);
  expect(text).toBe('[why](../../serve.md)');
});
