import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '@latentkit/catalogue';
import { createJiti } from 'jiti';

/** Packages whose copy of the command a config gets, by name or with a path: two copies of tfjs-core in one process know nothing of each other. */
const shared = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  '@latentkit/catalogue',
  '@latentkit/core',
  '@latentkit/core/node',
  '@latentkit/datasets',
  '@latentkit/datasets/node',
  '@latentkit/errors',
  '@latentkit/export',
  '@latentkit/layers',
  '@latentkit/losses',
  '@latentkit/metrics',
  '@latentkit/models',
  '@latentkit/report',
  '@latentkit/runs',
  '@latentkit/samplers',
  '@latentkit/serve',
  '@latentkit/viz',
  '@latentkit/viz/node',
  'zod',
];

/** Finds and reads modules from a folder, in JavaScript or TypeScript, also on a Node that runs no TypeScript by itself. */
export async function importer(folder: string) {
  const own = [['latentkit', await import('../index.ts')] as const];
  const others = shared.map(async (name) => [name, await import(/* @vite-ignore */ name)] as const);
  const jiti = createJiti(join(folder, 'latentkit.config.ts'), {
    moduleCache: false,
    virtualModules: Object.fromEntries([...own, ...(await Promise.all(others))]),
  });
  return {
    /** The file of a package. */
    find(name: string): string | undefined {
      const found = jiti.esmResolve(name, { try: true });
      return found === undefined ? undefined : fileURLToPath(found);
    },
    /** A module's default export. */
    read: (path: string) => jiti.import<Config>(path, { default: true }),
  };
}
