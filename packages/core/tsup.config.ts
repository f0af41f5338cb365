import { library } from '../../tsup.base.ts';

export default library({
  entry: ['src/index.ts', 'src/node.ts'],
  esbuildOptions: (options) => {
    // installed.ts asks for import.meta only where CommonJS's __filename is not.
    options.logOverride = { 'empty-import-meta': 'silent' };
  },
});
