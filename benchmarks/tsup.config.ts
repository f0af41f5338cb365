import { defineConfig } from 'tsup';

/** Our packages are bundled from their sources, so that a measurement is of the code as it stands and needs no other build; zod, since it also runs where tfjs-node is, beside no node_modules of ours. */
export default defineConfig({
  entry: ['src/main.ts', 'src/ours/ours.ts'],
  format: ['esm'],
  target: 'es2022',
  platform: 'node',
  clean: true,
  splitting: true,
  noExternal: [/^@latentkit\//, 'zod'],
  esbuildOptions: (options) => {
    options.conditions = ['@latentkit/source', 'import', 'node'];
  },
});
