import { defineConfig, type Plugin } from 'vite';

/** The runtime's WebAssembly lies in the site already, and a page that stands alone takes it from there; it has no worker. */
const noAssets: Plugin = {
  name: 'no-assets',
  generateBundle(_, bundle) {
    for (const name of Object.keys(bundle)) if (name.startsWith('assets/')) delete bundle[name];
  },
};

/** One script and one style for the page of one run that stands alone: dist/share. */
export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [noAssets],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { conditions: ['@latentkit/source', 'import', 'module', 'browser', 'default'] },
  build: {
    outDir: 'dist/share',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    modulePreload: false,
    rollupOptions: {
      input: 'src/share/main.tsx',
      output: {
        inlineDynamicImports: true,
        entryFileNames: 'share.js',
        assetFileNames: ({ names }) => (names[0]?.endsWith('.css') ? 'share.css' : 'assets/[name][extname]'),
      },
    },
  },
});
