import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, createLogger, preview } from 'vite';
import { isolation } from './isolation.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Bundle the page as its user would, from our sources, into a folder.
 *
 * @param {string} folder
 */
export async function buildSite(folder) {
  const customLogger = createLogger('error');
  await build({
    root,
    configFile: false,
    customLogger,
    logLevel: 'error',
    resolve: { conditions: ['@latentkit/source', 'import', 'module', 'browser', 'default'] },
    build: { outDir: folder, emptyOutDir: true, target: 'es2022', reportCompressedSize: false },
  });
}

/**
 * @param {string} folder
 * @param {boolean} isolated
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(folder, isolated) {
  const headers = isolated ? isolation : {};
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'silent',
    build: { outDir: folder },
    preview: { port: isolated ? 4821 : 4822, host: 'localhost', headers },
  });
  const [url = ''] = server.resolvedUrls?.local ?? [];
  return { url, close: () => server.close() };
}
