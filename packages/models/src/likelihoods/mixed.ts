import { binaryCrossEntropyFromLogits, categoricalCrossEntropy } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { drawBooleans, drawCategories } from '../columns/columnDraws.ts';
import { type ColumnGroup, checkColumns, cut } from '../columns/columnGroups.ts';
import { gaussian } from './gaussian.ts';
import type { Likelihood } from './likelihood.ts';

/**
 * Rows of a table whose columns are of several kinds, independent given z: numbers by a likelihood of their own, a boolean ~ Bernoulli(σ(l)),
 * a category ~ softmax(l). −log p(y|z) is the sum.
 *
 * @param options.columns what the numbers of a row are, in their order
 * @param options.numbers of the numbers; `gaussian()` by default
 * @throws `OPTION` for groups that are not valid; its functions `SHAPE` for rows of another width
 * @example
 * const columns = [{ kind: 'numbers', size: 3 }, { kind: 'categories', size: 4 }] as const;
 * const likelihood = mixed({ columns, numbers: gaussian({ standardDeviation: 'learned' }) });
 */
export function mixed({
  columns,
  numbers = gaussian(),
}: {
  columns: readonly ColumnGroup[];
  numbers?: Likelihood;
}): Likelihood {
  checkColumns('mixed', columns);
  const { outputsPerNumber } = numbers;
  const likelihoods: Readonly<Record<ColumnGroup['kind'], Pick<Likelihood, 'cost' | 'mean' | 'sample'>>> = {
    numbers,
    booleans: {
      cost: binaryCrossEntropyFromLogits,
      mean: (l) => tf.sigmoid(l),
      sample: (l, random) => drawBooleans(tf.sigmoid(l), random),
    },
    categories: { cost: categoricalCrossEntropy, mean: (l) => tf.softmax(l), sample: drawCategories },
  };
  const of = (i: number) => likelihoods[(columns[i] as ColumnGroup).kind];
  /** The outputs of each group: all kinds of outputs of numbers, beside each other; of the others the first. */
  const parts = (output: tf.Tensor): tf.Tensor[] => {
    const kinds = outputsPerNumber === 1 ? [output] : tf.split(output, outputsPerNumber, -1);
    const all = kinds.map((one) => cut('mixed, output', columns, one));
    return columns.map(({ kind }, i) => {
      const outputs = all.map((groups) => groups[i] as tf.Tensor2D);
      return kind === 'numbers' && outputs.length > 1 ? tf.concat(outputs, 1) : (outputs[0] as tf.Tensor2D);
    });
  };
  return {
    cost: (y, output) =>
      tf.tidy(() => {
        const rows = cut('mixed, y', columns, y);
        return tf.addN(parts(output).map((part, i) => of(i).cost(rows[i] as tf.Tensor2D, part))) as tf.Tensor1D;
      }),
    mean: (output) =>
      tf.tidy(() =>
        tf.concat(
          parts(output).map((part, i) => of(i).mean(part) as tf.Tensor2D),
          1,
        ),
      ),
    sample: (output, random) =>
      tf.tidy(() =>
        tf.concat(
          parts(output).map((part, i) => of(i).sample(part, random) as tf.Tensor2D),
          1,
        ),
      ),
    outputsPerNumber,
    settings: { name: 'mixed', columns, numbers: numbers.settings },
  };
}
