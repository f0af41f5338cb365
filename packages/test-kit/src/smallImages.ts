import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const side = 8;

/**
 * A new folder of IDX files under MNIST's names: 8×8 images of one bright column or row, the class saying which.
 *
 * @param counts images of each split
 * @returns its path
 */
export async function smallImages({ train = 48, test = 16 } = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'latentkit-data-'));
  for (const [prefix, count] of Object.entries({ train, t10k: test })) {
    await writeFile(
      join(folder, `${prefix}-images-idx3-ubyte`),
      idx([count, side, side], (i) => pixel(i)),
    );
    await writeFile(
      join(folder, `${prefix}-labels-idx1-ubyte`),
      idx([count], (i) => i % 2),
    );
  }
  return folder;
}

function pixel(index: number): number {
  const image = Math.floor(index / side ** 2);
  const [row, column] = [Math.floor(index / side) % side, index % side];
  const bright = Math.floor(image / 2) % side;
  return (image % 2 === 0 ? row : column) === bright ? 255 : 0;
}

/** Two zero bytes, type 8 (uint8), rank, then each size as big-endian int32, then the values. */
function idx(shape: readonly number[], value: (index: number) => number): Uint8Array {
  const header = 4 + 4 * shape.length;
  const size = shape.reduce((product, length) => product * length, 1);
  const file = new Uint8Array(header + size);
  const view = new DataView(file.buffer);
  view.setUint32(0, 0x0800 | shape.length);
  shape.forEach((length, i) => {
    view.setUint32(4 + 4 * i, length);
  });
  for (let i = 0; i < size; i++) file[header + i] = value(i);
  return file;
}
