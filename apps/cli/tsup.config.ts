import { library } from '../../tsup.base.ts';

export default library({
  entry: ['src/main.ts', 'src/index.ts'],
  format: ['esm'],
  platform: 'node',
  dts: { entry: 'src/index.ts' },
});
