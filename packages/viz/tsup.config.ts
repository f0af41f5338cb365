import { library } from '../../tsup.base.ts';

// shims: the CJS build of the node entry needs a stand-in for import.meta.url, to find the font file.
export default library({ entry: ['src/index.ts', 'src/node.ts', 'src/browser.ts'], shims: true });
