import { defineConfig, type Options } from 'tsup';

/** What every package builds: ESM and CJS with types, external dependencies, source maps. */
export const library = (options: Options = {}) =>
  defineConfig({
    entry: ['src/index.ts'],
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'neutral',
    dts: true,
    sourcemap: true,
    clean: true,
    ...options,
  });
