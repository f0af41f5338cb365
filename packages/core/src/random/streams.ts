/**
 * Who draws from which stream: the one place where streams are given out. Word i of a draw is word i mod 4 of Philox4x32-10 of
 *
 *     key     = (seed mod 2³², ⌊seed / 2³²⌋)
 *     counter = (⌊i / 4⌋, stream, step mod 2³², ⌊step / 2³²⌋)
 *
 * so two draws share bits only if they share seed, stream and step.
 *
 * | stream              | who draws                                           | what `step` counts |
 * |---------------------|-----------------------------------------------------|--------------------|
 * | 0 … 2³¹ − 1         | the k-th draw within a step, whatever it is         | steps of the run   |
 * | 2³¹                 | the order of the examples                           | epochs done        |
 * | 2³¹ + 1             | which example goes to which part of a split         | 0                  |
 * | 2³¹ + 2             | the first values of a model's weights               | weights            |
 * | 2³¹ + 3             | the rows of a synthetic data set                    | its draws          |
 * | 2³¹ + 4             | samples of codes                                    | draws of a sampler |
 * | 2³¹ + 5             | the fit of a sampler                                | draws of the fit   |
 * | 2³¹ + 6             | embeddings of codes in the plane                    | draws of one       |
 * | 2³¹ + 7             | the order of the examples within a window           | epochs done        |
 * | 2³¹ + 8             | trials of a sweep                                   | trials             |
 * | 2³¹ + 9 … 3·2³⁰ − 1 | kept for this library                               |                    |
 * | 3·2³⁰ … 2³² − 1     | callers, for draws of their own outside of a step   | their choice       |
 *
 * @example
 * permutation(60_000, { seed: 1, step: 0, stream: streams.split });
 */
export const streams = {
  shuffle: 0x8000_0000,
  split: 0x8000_0001,
  weights: 0x8000_0002,
  synthetic: 0x8000_0003,
  samples: 0x8000_0004,
  samplerFits: 0x8000_0005,
  embeddings: 0x8000_0006,
  windows: 0x8000_0007,
  sweeps: 0x8000_0008,
  callers: 0xc000_0000,
} as const;
