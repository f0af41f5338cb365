import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '@latentkit/catalogue';
import { createJiti } from 'jiti';

/**
 * What a config imports of these are the command's own modules: two copies of tfjs-core in one process have two registries of layers and two
 * platforms.
 */
const shared = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  'latentkit',
  '@latentkit/catalogue',
  '@latentkit/compile',
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
  '@latentkit/viz',
  '@latentkit/viz/node',
  'zod',
];

/** Finds and reads modules from a folder, in JavaScript or TypeScript, also on a Node that runs no TypeScript by itself. */
export async function importer(folder: string) {
  const modules = await Promise.all(shared.map(async (name) => [name, await import(name)] as const));
  const virtualModules = Object.fromEntries(modules);
  const jiti = createJiti(join(folder, 'latentkit.config.ts'), { moduleCache: false, virtualModules });
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
