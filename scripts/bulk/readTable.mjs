// Read a table of text as one larger than memory is read, and say how many rows there are.
import { createRequire } from 'node:module';

const { streamedTable } = createRequire(new URL('../../apps/cli/package.json', import.meta.url))(
  '@latentkit/datasets/node',
);
const [, , path, folder] = process.argv;
const { train, test, close } = await streamedTable(path, { label: 'state', folder });
console.log(train.y.shape[0] + test.y.shape[0]);
await close();
