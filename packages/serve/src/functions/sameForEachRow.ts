import type { Random } from '@latentkit/core';
import { reshape, type Tensor, tidy, tile } from '@tensorflow/tfjs-core';

/**
 * Random numbers of which every row of a batch gets the same: what is computed of a row does not depend on the rows beside it. Draws of several whole
 * batches one after the other, [samples · rows, …], differ between samples.
 */
export function sameForEachRow(random: Random, rows: number): Random {
  const draw =
    (kind: keyof Random) =>
    (shape: readonly number[]): Tensor => {
      const [all = 0, ...row] = shape;
      if (all % rows !== 0) return random[kind](shape);
      const samples = all / rows;
      return tidy(() => {
        const one = random[kind]([samples, 1, ...row]);
        return reshape(tile(one, [1, rows, ...row.map(() => 1)]), [...shape]);
      });
    };
  return { normal: draw('normal'), uniform: draw('uniform') };
}
