import { defineConfig } from 'vitest/config';

const conditions = ['@latentkit/source', 'import', 'module', 'node', 'default'];

/** Tests of a minute: `node scripts/long-check.mjs`. */
export const long = '**/*.long.test.ts';

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: [
      '{packages,apps}/*/src/**/*.test.ts',
      'scripts/**/*.test.ts',
      'examples/experiments/*.test.ts',
      'benchmarks/src/**/*.test.ts',
    ],
    exclude: [long, '**/node_modules/**'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
