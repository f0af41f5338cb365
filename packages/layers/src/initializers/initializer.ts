/** A weight that waits for its first values. */
export interface Weight {
  readonly kind: 'kernel' | 'bias';
  /** Shape of the weight itself, as tfjs stores it: a kernel is [in, out] or [height, width, in, out]; transposed, [height, width, out, in]. */
  readonly shape: readonly number[];
  /**
   * Of the kernel, for its bias too: the product of all but its last axis, and of all but its last but one. As in PyTorch, a transposed
   * convolution counts its output channels in fanIn.
   */
  readonly fanIn: number;
  readonly fanOut: number;
}

/** The random numbers of one weight: a function of the seed and of the weight's place among those drawn. */
export interface Draws {
  /** In [0, 1). */
  uniform(count: number): Float32Array;
  /** Standard normal. */
  normal(count: number): Float32Array;
}

/** The first values of a weight, in row-major order of its shape. */
export type Initializer = (weight: Weight, draws: Draws) => Float32Array;
