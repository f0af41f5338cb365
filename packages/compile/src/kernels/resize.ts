import type * as tf from '@tensorflow/tfjs-core';
import { constant, type Value } from '../graph/graph.ts';
import { gather, matmul, reshape } from '../graph/ops.ts';
import type { Rule } from './rule.ts';

interface Manner {
  readonly alignCorners: boolean;
  readonly halfPixelCenters?: boolean;
}

/** Weights of `input` pixels for each of `output` pixels, as rows. */
type Weights = (input: number, output: number, manner: Manner) => { input: number; weight: number }[][];

const ratio = (input: number, output: number, { alignCorners }: Manner) =>
  alignCorners && output > 1 ? (input - 1) / (output - 1) : input / output;

const nearest: Weights = (input, output, manner) =>
  Array.from({ length: output }, (_, o) => {
    const place = ratio(input, output, manner) * (manner.halfPixelCenters ? o + 0.5 : o);
    const rounded = manner.alignCorners ? Math.round(place) : Math.floor(place);
    return [{ input: Math.max(0, Math.min(input - 1, rounded)), weight: 1 }];
  });

const bilinear: Weights = (input, output, manner) =>
  Array.from({ length: output }, (_, o) => {
    const scale = ratio(input, output, manner);
    const place = manner.halfPixelCenters ? scale * (o + 0.5) - 0.5 : scale * o;
    const low = Math.max(0, Math.floor(place));
    const share = place - low;
    return [
      { input: low, weight: 1 - share },
      { input: Math.min(input - 1, Math.ceil(place)), weight: share },
    ];
  });

/** Rows of weights as a matrix [output, input], or its transpose. */
function matrix(weights: ReturnType<Weights>, input: number, transposed: boolean): Value {
  const output = weights.length;
  const values = new Float32Array(output * input);
  weights.forEach((row, o) => {
    for (const { input: i, weight } of row) {
      const at = transposed ? i * output + o : o * input + i;
      values[at] = (values[at] as number) + weight;
    }
  });
  return constant('float32', transposed ? [input, output] : [output, input], values);
}

/** Rows, then columns, of images [n, h, w, c] by one matrix each. */
function separable(images: Value, rows: Value, columns: Value): Value {
  const [n, h, w, c] = images.shape as readonly [number, number, number, number];
  const [newH, newW] = [rows.shape[0] as number, columns.shape[0] as number];
  const tall = matmul(rows, reshape(images, [n, h, w * c]));
  return reshape(matmul(columns, reshape(tall, [n * newH, w, c])), [n, newH, newW, c]);
}

function resized(images: Value, weights: Weights, [newH, newW]: readonly [number, number], manner: Manner): Value {
  const [, h, w] = images.shape as readonly [number, number, number];
  const [rows, columns] = [weights(h, newH, manner), weights(w, newW, manner)];
  if (weights !== nearest) return separable(images, matrix(rows, h, false), matrix(columns, w, false));
  const places = (list: typeof rows) =>
    constant(
      'int32',
      [list.length],
      Int32Array.from(list, (row) => row[0]?.input as number),
    );
  return gather(gather(images, places(rows), 1), places(columns), 2);
}

/** The transposed map. */
function gradient(dy: Value, images: Value, weights: Weights, manner: Manner): Value {
  const [, h, w] = images.shape as readonly [number, number, number];
  const [, newH, newW] = dy.shape as readonly [number, number, number];
  return separable(dy, matrix(weights(h, newH, manner), h, true), matrix(weights(w, newW, manner), w, true));
}

export const resizing = {
  ResizeNearestNeighbor: (({ images }, { size, ...manner }) => resized(images, nearest, size, manner)) as Rule<
    tf.ResizeNearestNeighborInputs,
    tf.ResizeNearestNeighborAttrs
  >,
  ResizeNearestNeighborGrad: (({ dy, images }, manner) => gradient(dy, images, nearest, manner)) as Rule<
    tf.ResizeNearestNeighborGradInputs,
    tf.ResizeNearestNeighborGradAttrs
  >,
  ResizeBilinear: (({ images }, { size, ...manner }) => resized(images, bilinear, size, manner)) as Rule<
    tf.ResizeBilinearInputs,
    tf.ResizeBilinearAttrs
  >,
  ResizeBilinearGrad: (({ dy, images }, manner) => gradient(dy, images, bilinear, manner)) as Rule<
    tf.ResizeBilinearGradInputs,
    tf.ResizeBilinearGradAttrs
  >,
};
