import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../check/tool.mjs';

const read = (...path: string[]) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));
const published = ['packages', 'apps']
  .flatMap((group) => readdirSync(join(root, group)).map((name) => [group, name, 'package.json']))
  .filter((path) => existsSync(join(root, ...path)))
  .map((path) => read(...path))
  .filter(({ private: kept }) => !kept)
  .map(({ name }): string => name);

it('all published packages, and no other, share one version', () => {
  expect([...read('.changeset', 'config.json').fixed[0]].sort()).toEqual(published.sort());
});

it('changesets announce packages that are published', () => {
  const announced = readdirSync(join(root, '.changeset'))
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .flatMap((file) => {
      const front = readFileSync(join(root, '.changeset', file), 'utf8').split('---')[1] ?? '';
      const names = [...front.matchAll(/^["']?([^"':]+)["']?: (major|minor|patch)$/gm)].map(([, name]) => name);
      return names.length > 0 ? names : [`none in ${file}`];
    });
  expect(announced.filter((name) => !published.includes(name as string))).toEqual([]);
});
