import { library } from '../../tsup.base.ts';

// The site itself is built by vite, into dist/site.
export default library({ format: ['esm'], platform: 'node' });
