import { defineConfig } from 'vite';
import site from './vite.config.ts';

/** The page of all runs that `latentkit ui` serves: it needs no network of a model, so it is a small build of its own. */
export default defineConfig({
  ...site,
  root: 'runs-page',
  publicDir: false,
  build: { ...site.build, outDir: '../dist/runs' },
});
