import { library } from '../../tsup.base.ts';

// Vitest is ESM alone, and so is what imports it.
export default library({ entry: ['src/index.ts', 'src/node.ts'], format: ['esm'] });
