import { defineConfig, type Plugin } from 'vite';
import { contentSecurityPolicy } from './src/contentSecurityPolicy.ts';

/** The policy in the page itself, for hosts that send no header of ours; the development server needs inline styles and gets none. */
const policy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

export default defineConfig({
  base: './',
  plugins: [policy],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { conditions: ['@latentkit/source', 'import', 'module', 'browser', 'default'] },
  build: {
    outDir: 'dist/site',
    emptyOutDir: true,
    target: 'es2022',
    // A data: font or script would be against the policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // WebAssembly of the runtime, loaded on demand.
    chunkSizeWarningLimit: 2000,
  },
});
