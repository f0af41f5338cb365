import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findBreaches } from './breaches.mjs';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** A workspace of just these files, judged. */
function judge(files: Record<string, string | object>) {
  const root = mkdtempSync(join(tmpdir(), 'latentkit-arrows-'));
  roots.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return findBreaches(root);
}

const losses = { 'packages/losses/package.json': { name: '@latentkit/losses' } };
const models = { 'packages/models/package.json': { name: '@latentkit/models' } };
const core = { 'packages/core/package.json': { name: '@latentkit/core' } };

describe('arrows between packages', () => {
  it('lets models import losses', () => {
    const { errors, files } = judge({
      ...losses,
      ...models,
      'packages/models/src/index.ts': `export { a } from '@latentkit/losses';\n`,
    });
    expect(errors).toEqual([]);
    expect(files).toBe(1);
  });

  it.each([
    `import { a } from '@latentkit/models';`,
    `import type { A } from '@latentkit/models';`,
    `export * from '@latentkit/models';`,
    `type A = import('@latentkit/models').A;`,
    `const a = await import('@latentkit/models');`,
    `const a = require('@latentkit/models');`,
  ])('finds losses → models in %s', (line) => {
    const { errors } = judge({ ...losses, ...models, 'packages/losses/src/a.ts': `// first\n${line}\n` });
    expect(errors).toEqual([
      'packages/losses/src/a.ts:2 @latentkit/losses depends on @latentkit/models: it may depend on @latentkit/errors',
    ]);
  });

  it('finds a forbidden dependency in package.json', () => {
    const manifest = { name: '@latentkit/losses', peerDependencies: { '@latentkit/core': 'workspace:^' } };
    expect(judge({ ...core, 'packages/losses/package.json': manifest }).errors).toEqual([
      'packages/losses/package.json @latentkit/losses depends on @latentkit/core: it may depend on @latentkit/errors',
    ]);
  });

  it('asks for the arrows of a new package', () => {
    expect(judge({ 'packages/new/package.json': { name: '@latentkit/new' } }).errors).toEqual([
      'packages/new/package.json is unknown to scripts/arrows/allowed.mjs: add its arrows',
    ]);
  });

  it('lets a test use what devDependencies name, and only that', () => {
    const manifest = { name: '@latentkit/core', devDependencies: { '@latentkit/losses': 'workspace:^' } };
    const text = `import '@latentkit/losses';\nimport '@latentkit/models';\n`;
    const files = { ...losses, ...models, 'packages/core/package.json': manifest };
    expect(judge({ ...files, 'packages/core/src/a.test.ts': text }).errors).toEqual([
      expect.stringContaining('a.test.ts:2'),
    ]);
    expect(judge({ ...files, 'packages/core/testing/a.ts': text }).errors).toHaveLength(1);
    expect(judge({ ...files, 'packages/core/src/a.ts': text }).errors).toHaveLength(2);
  });

  it('keeps compile for the apps', () => {
    const compile = { 'packages/compile/package.json': { name: '@latentkit/compile' } };
    const text = `import '@latentkit/compile';\n`;
    const devDependencies = { '@latentkit/compile': 'workspace:^' };
    const files = { ...compile, 'packages/models/package.json': { name: '@latentkit/models', devDependencies } };
    expect(judge({ ...files, 'packages/models/src/a.test.ts': text }).errors).toHaveLength(1);
    const cli = { 'apps/cli/package.json': { name: 'latentkit' } };
    expect(judge({ ...compile, ...cli, 'apps/cli/src/a.ts': text, 'benchmarks/a.ts': text }).errors).toEqual([]);
  });
});

describe('rules on files', () => {
  it('finds an import of the inside of another package', () => {
    const { errors } = judge({
      ...losses,
      ...models,
      'packages/models/src/a.ts': `import '@latentkit/losses/src/a.ts';\nimport '../../losses/src/a.ts';\n`,
    });
    expect(errors).toEqual([
      'packages/models/src/a.ts:1 imports "@latentkit/losses/src/a.ts": import what @latentkit/losses exports',
      'packages/models/src/a.ts:2 imports "../../losses/src/a.ts", a file of another package: import its name',
    ]);
  });

  it('finds the shortest cycle of files, a file that imports itself, and a cycle of types', () => {
    const file = (...names: string[]) => names.map((name) => `import './${name}.ts';\n`).join('');
    const { errors } = judge({
      ...core,
      'packages/core/src/a.ts': file('b'),
      'packages/core/src/b.ts': file('c', 'a'),
      'packages/core/src/c.ts': file('a'),
      'packages/core/src/d.ts': file('d'),
      'packages/core/src/e.ts': `import { type F } from './f.ts';\n`,
      'packages/core/src/f.ts': `import type { E } from './e.ts';\nexport type { G } from './e.ts';\n`,
    });
    expect(errors).toEqual([
      'packages/core/src/a.ts → packages/core/src/b.ts → packages/core/src/a.ts is a cycle',
      'packages/core/src/d.ts → packages/core/src/d.ts is a cycle',
      'packages/core/src/e.ts → packages/core/src/f.ts → packages/core/src/e.ts is a cycle',
    ]);
  });

  it('reports 251 lines, refuses 401', () => {
    const { errors, notes } = judge({
      ...core,
      'packages/core/src/a.ts': '\n'.repeat(250),
      'packages/core/src/b.ts': '\n'.repeat(251),
      'packages/core/src/c.ts': '\n'.repeat(401),
    });
    expect(notes).toEqual(['packages/core/src/b.ts has 251 lines: above 250, look again']);
    expect(errors).toEqual(['packages/core/src/c.ts has 401 lines, more than 400']);
  });

  it('finds utils.ts', () => {
    expect(judge({ ...core, 'packages/core/src/utils.ts': '' }).errors).toEqual([
      'packages/core/src/utils.ts is named after nothing: name it after its main export',
    ]);
  });

  it('finds hidden randomness in library code, not in comments, strings or tests', () => {
    const text = [
      `import { randomNormal } from '@tensorflow/tfjs-core';`,
      `const a = Math.random();`,
      `const b = tf.randomUniform([2]);`,
      `// Math.random()`,
      `const c = 'tf.randomNormal';`,
      `const d = random.normal('noise', [2]);`,
    ].join('\n');
    const { errors } = judge({ ...core, 'packages/core/src/a.ts': text, 'packages/core/src/a.test.ts': text });
    expect(errors).toEqual([
      'packages/core/src/a.ts:1 uses tf.randomNormal: take a Random instead',
      'packages/core/src/a.ts:2 uses Math.random: take a Random instead',
      'packages/core/src/a.ts:3 uses tf.randomUniform: take a Random instead',
    ]);
  });
});
