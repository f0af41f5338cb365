import * as tf from '@tensorflow/tfjs-core';

/**
 * Networks of one plane, run over the planes of an image: each channel, or group of channels, is an image of its own for the same encoder and
 * decoder, and a grid [rows, columns] for each becomes one of [rows, columns · planes], the planes of a cell after one another.
 *
 * An entry then stands for a form alone and not for a form in a colour, so that a colour of a form that no image shows is made of entries that
 * all occur.
 */
export interface Planes {
  /** Images [batch, height, width, planes · channels] → [batch · planes, height, width, channels]. */
  apart(y: tf.Tensor): tf.Tensor;
  /** Codes of planes [batch · planes, rows, columns, d] → [batch, rows, columns · planes, d]. */
  joinCodes(codes: tf.Tensor): tf.Tensor;
  /** The inverse of `joinCodes`. */
  splitCodes(codes: tf.Tensor): tf.Tensor;
  /** What the decoder gives for planes [batch · planes, height, width, parts · channels] → [batch, height, width, parts · planes · channels]. */
  join(output: tf.Tensor): tf.Tensor;
}

/**
 * @param planes of an image
 * @param parts numbers that the likelihood reads for one number of an image, of which each is a block of channels
 */
export function planesOf(planes: number, parts: number): Planes {
  if (planes === 1) return { apart: same, joinCodes: same, splitCodes: same, join: same };
  return {
    apart: (y) => {
      const [batch, height, width, channels] = y.shape as [number, number, number, number];
      const own = tf.reshape(y, [batch, height * width, planes, channels / planes]);
      return tf.reshape(tf.transpose(own, [0, 2, 1, 3]), [batch * planes, height, width, channels / planes]);
    },
    joinCodes: (codes) => {
      const [all, rows, columns, d] = codes.shape as [number, number, number, number];
      const own = tf.reshape(codes, [all / planes, planes, rows * columns, d]);
      return tf.reshape(tf.transpose(own, [0, 2, 1, 3]), [all / planes, rows, columns * planes, d]);
    },
    splitCodes: (codes) => {
      const [batch, rows, both, d] = codes.shape as [number, number, number, number];
      const own = tf.reshape(codes, [batch, (rows * both) / planes, planes, d]);
      return tf.reshape(tf.transpose(own, [0, 2, 1, 3]), [batch * planes, rows, both / planes, d]);
    },
    join: (output) => {
      const [all, height, width, numbers] = output.shape as [number, number, number, number];
      const own = tf.reshape(output, [all / planes, planes, height * width, parts, numbers / parts]);
      return tf.reshape(tf.transpose(own, [0, 2, 3, 1, 4]), [all / planes, height, width, numbers * planes]);
    },
  };
}

const same = (x: tf.Tensor): tf.Tensor => x;
