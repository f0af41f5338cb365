import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

/** Packages that a module loads before it runs, by itself or through its own files; types are not loaded. */
function loadedBy(path: string, seen = new Set<string>()): string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const source = readFileSync(path, 'utf8');
  const names = [...source.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)].map(
    ([, name]) => name as string,
  );
  return names.flatMap((name) => (name.startsWith('.') ? loadedBy(join(dirname(path), name), seen) : [name]));
}

it('shows its help and its version before any model is loaded', () => {
  const loaded = loadedBy(join(import.meta.dirname, 'main.ts')).filter((name) => !name.startsWith('node:'));
  expect([...new Set(loaded)].sort()).toEqual(['@latentkit/errors', 'commander']);
});
