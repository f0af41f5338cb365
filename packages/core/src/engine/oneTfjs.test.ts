import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { useBackend } from '../../testing/backends.ts';
import { requireOneTfjs } from './oneTfjs.ts';

const require = createRequire(import.meta.url);

it('knows the class of a backend that comes from a copy inside of a bundle', () => {
  class Stranger {}
  tf.registerBackend('stranger', () => Object.assign(new Stranger(), { dispose() {} }) as unknown as tf.KernelBackend);
  tf.setBackend('stranger');
  expect(requireOneTfjs).toThrow('received another one under the backend stranger');
});

it('finds a second copy of tfjs-core in the process, and says where both are', async () => {
  await useBackend('cpu');
  expect(requireOneTfjs).not.toThrow();

  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'latentkit-tfjs-')));
  const copy = join(folder, 'node_modules', '@tensorflow', 'tfjs-core');
  const original = dirname(require.resolve('@tensorflow/tfjs-core/package.json'));
  cpSync(join(original, 'package.json'), join(copy, 'package.json'));
  cpSync(join(original, 'dist', 'tf-core.node.js'), join(copy, 'dist', 'tf-core.node.js'));
  try {
    require(copy);
    expect(requireOneTfjs).toThrow(
      `resolveEngine: expected one copy of @tensorflow/tfjs-core in this process, received 4.22.0 in ${original} and 4.22.0 in ${copy}. Install one version of all @tensorflow packages: npm ls @tensorflow/tfjs-core shows who asks for another.`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
