import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isolation } from '@latentkit/browser/isolation';
import { build, type InlineConfig, preview } from 'vite';
import { root } from '../systems/systems.ts';

const base: InlineConfig = { root: join(root, 'src', 'page'), base: './', configFile: false, logLevel: 'error' };

/** Bundle the page with our packages from their sources, and its peers from where their set-up puts them. */
export async function bundlePage(folder: string): Promise<void> {
  const peers = execFileSync('bash', [join(root, 'peers', 'page', 'setup.sh')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
    .toString()
    .trim();
  const alias = ['@jax-js/jax', '@tensorflow/tfjs-backend-webgl', '@tensorflow/tfjs-backend-webgpu'].map((name) => ({
    find: name,
    replacement: join(peers, name),
  }));
  await build({
    ...base,
    resolve: {
      alias,
      conditions: ['@latentkit/source', 'import', 'module', 'browser', 'default'],
      dedupe: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu'],
    },
    build: {
      outDir: folder,
      emptyOutDir: true, // As shipped: in a minified bundle the threads of tfjs's WebAssembly never start.
      minify: false,
      target: 'es2022',
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1e6,
    },
  });
}

/** Serve the bundled page; with threads where it is isolated. */
export async function servePage(folder: string, isolated: boolean): Promise<{ url: string; close(): Promise<void> }> {
  const headers = isolated ? isolation : {};
  const server = await preview({
    ...base,
    build: { outDir: folder },
    preview: { port: 0, host: 'localhost', headers },
  });
  const [url = ''] = server.resolvedUrls?.local ?? [];
  return { url, close: () => server.close() };
}
