import { expect, it } from 'vitest';
import { nextVersion, parseChange } from './changes.mjs';
import { page } from './page.mjs';

const text = `---
"latentkit": patch
'@latentkit/models': minor
---

Tied weights: each stored once.
`;

it('a changeset is its packages, how much each changes, and its sentence', () => {
  expect(parseChange(text)).toEqual({
    packages: ['latentkit', '@latentkit/models'],
    kinds: ['patch', 'minor'],
    summary: 'Tied weights: each stored once.',
  });
});

it('the largest change decides on the version that all share', () => {
  const change = parseChange(text);
  expect(nextVersion('0.0.0', [{ kinds: ['patch'] }, change])).toBe('0.1.0');
  expect(nextVersion('0.3.2', [{ kinds: ['patch'] }])).toBe('0.3.3');
  expect(nextVersion('0.3.2', [{ kinds: ['major'] }, change])).toBe('1.0.0');
  expect(nextVersion('0.3.2', [])).toBe('0.3.2');
});

it('a page tells every change once, under the first topic of its packages', () => {
  const changes = [
    parseChange(text),
    { packages: ['latentkit'], summary: 'A dashboard.' },
    { packages: ['@latentkit/core', 'latentkit'], summary: 'Windows.\nIn pieces.' },
  ];
  expect(page('0.1.0', changes)).toBe(`## 0.1.0

### The command

- A dashboard.

### Models

- Tied weights: each stored once.

### Training and engines

- Windows.
  In pieces.`);
});
