import { library } from '../../tsup.base.ts';

// The site itself is built by vite, into dist/site.
export default library({ entry: ['src/index.ts', 'src/node.ts'], format: ['esm'], platform: 'node' });
