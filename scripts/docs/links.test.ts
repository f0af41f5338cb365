import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeBlocks } from './codeBlocks.ts';
import { members, root } from './workspace.ts';

const markdownIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return markdownIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });

const pages = [
  ...['README.md', 'CONTRIBUTING.md'].map((name) => join(root, name)),
  ...members.map(({ folder }) => join(folder, 'README.md')),
  ...markdownIn(join(root, 'docs')),
].filter((path) => existsSync(path));

describe('links lead to what is there', () => {
  it.for(pages.map((page) => [relative(root, page), page] as const))('%s', ([, page]) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target as string);
    const files = links
      .filter((target) => !/^(https?:|mailto:|#)/.test(target))
      .map((target) => target.replace(/#.*/, ''));
    expect(files.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
  });
});

it('the diagram of docs/architecture.md has the arrows of the packages', () => {
  const [diagram] = codeBlocks(readFileSync(join(root, 'docs', 'architecture.md'), 'utf8'));
  const drawn = (diagram?.code ?? '').split('\n').flatMap((line) => {
    const [, from, to] = /^ *([\w-]+) --> (.*)$/.exec(line) ?? [];
    return from && to ? to.split(' & ').map((name) => `${from} → ${name}`) : [];
  });
  const short = (name: string) => (name === 'latentkit' ? 'cli' : name.replace('@latentkit/', ''));
  const names = new Set(members.map(({ manifest }) => manifest.name));
  const real = members
    .filter(({ manifest }) => !manifest.private)
    .flatMap(({ manifest }) =>
      Object.keys(manifest.dependencies ?? {})
        .filter((name) => names.has(name))
        .map((name) => `${short(manifest.name)} → ${short(name)}`),
    );
  expect(drawn.sort()).toEqual(real.sort());
});
