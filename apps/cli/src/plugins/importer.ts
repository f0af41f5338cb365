import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '@latentkit/catalogue';
import { createJiti } from 'jiti';

/** What a config may import of the command's own: two copies of tfjs-core in one process would know nothing of each other. */
const shared = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  'latentkit',
  ...[
    'catalogue',
    'core',
    'datasets',
    'errors',
    'export',
    'layers',
    'losses',
    'metrics',
    'models',
    'report',
    'runs',
  ].map((name) => `@latentkit/${name}`),
  '@latentkit/samplers',
  '@latentkit/viz',
  'zod',
];

/** Finds and reads modules from a folder, in JavaScript or TypeScript, also on a Node that runs no TypeScript by itself. */
export function importer(folder: string) {
  const jiti = createJiti(join(folder, 'latentkit.config.ts'), { moduleCache: false, alias: aliases() });
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

function aliases(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const found = shared.flatMap((name) => {
    try {
      return [[name, fileURLToPath(import.meta.resolve?.(name) ?? require.resolve(name))] as const];
    } catch {
      return [];
    }
  });
  return Object.fromEntries(found);
}
