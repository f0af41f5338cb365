import type { Random } from '@latentkit/core';
import type * as tf from '@tensorflow/tfjs-core';
import { input, type Shape, type Value } from '../graph/graph.ts';
import { graphName } from '../graph/names.ts';

/** Random numbers that a step asks for. They become an input, filled again at each run. */
export interface Draw {
  readonly kind: 'normal' | 'uniform';
  readonly shape: Shape;
  /** The number of the draw within its step. */
  readonly stream: number;
}

/** The random source of a traced step: notes what is drawn and hands out symbols. */
export function drawRecorder(tensor: (value: Value) => tf.Tensor): { random: Random; draws: Draw[] } {
  const draws: Draw[] = [];
  const draw = (kind: Draw['kind']) => (shape: Shape) => {
    const stream = draws.length;
    draws.push({ kind, shape: [...shape], stream });
    return tensor(input(graphName('draw', stream), 'float32', [...shape]));
  };
  return { draws, random: { normal: draw('normal'), uniform: draw('uniform') } };
}
