import { library } from '../../tsup.base.ts';

export default library({
  entry: {
    index: 'src/index.ts',
    internal: 'src/internal.ts',
    internalNode: 'src/internalNode.ts',
    node: 'src/node.ts',
    elsewhere: 'src/engine/elsewhere.ts',
  },
  // Resolved where the package is used, by its `imports`: node.ts in Node, elsewhere.ts in a bundle.
  external: ['#engines'],
  esbuildOptions: (options) => {
    // installed.ts asks for import.meta only where CommonJS's __filename is not.
    options.logOverride = { 'empty-import-meta': 'silent' };
  },
});
