import type * as tf from '@tensorflow/tfjs-core';
import { constant } from '../graph/graph.ts';
import { binary, gather, scalar, unary } from '../graph/ops.ts';
import type { None, Rule } from './rule.ts';

export const normalisations = {
  /** (x − mean) · scale / √(variance + ε) + offset, everything but x for each channel. */
  FusedBatchNorm: (({ x, mean, variance, scale, offset }, { varianceEpsilon }) => {
    const deviation = unary('Sqrt', binary('Add', variance, scalar(varianceEpsilon)));
    const centred = binary('Sub', x, mean);
    const scaled = binary('Mul', centred, scale ? binary('Div', scale, deviation) : unary('Reciprocal', deviation));
    return offset ? binary('Add', scaled, offset) : scaled;
  }) as Rule<tf.FusedBatchNormInputs, tf.FusedBatchNormAttrs>,
  /** Images [n, h, w, c], columns backwards. */
  FlipLeftRight: (({ image }) => {
    const w = image.shape[2] as number;
    return gather(
      image,
      constant(
        'int32',
        [w],
        Int32Array.from({ length: w }, (_, i) => w - 1 - i),
      ),
      2,
    );
  }) as Rule<tf.FlipLeftRightInputs, None>,
};
