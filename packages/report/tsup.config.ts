import { library } from '../../tsup.base.ts';

export default library({
  entry: ['src/index.ts', 'src/internal.ts'],
  esbuildOptions: (options) => {
    // A module's own place is asked for only where CommonJS's __filename is not.
    options.logOverride = { 'empty-import-meta': 'silent' };
  },
});
