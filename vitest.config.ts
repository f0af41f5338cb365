import { defineConfig } from 'vitest/config';

const conditions = ['@latentkit/source', 'import', 'module', 'node', 'default'];

/** Tests of a minute: `node scripts/long-check.mjs`. */
export const long = '**/*.long.test.ts';

export const base = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    exclude: [long, '**/node_modules/**'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks' as const,
    maxWorkers: 2,
  },
};

/** Packages whose tests set nothing that a whole process sees, so that their files share one and load TensorFlow.js once. */
const sharing = '{losses,layers,models,metrics,viz,samplers,datasets,export,hub}';
const tests = (folders: string) => `${folders}/src/**/*.test.ts`;

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    projects: [
      { extends: true, test: { name: 'sharing', isolate: false, include: [tests(`packages/${sharing}`)] } },
      {
        extends: true,
        test: {
          name: 'alone',
          include: [
            tests('{packages,apps}/*'),
            'scripts/**/*.test.ts',
            'examples/experiments/*.test.ts',
            tests('benchmarks'),
          ],
          exclude: [...base.test.exclude, tests(`packages/${sharing}`)],
        },
      },
    ],
  },
});
