/** What decides how a step is computed; times are of one thread, since several share all of it alike. */
export interface Costs {
  /** Products of a large Gemm in a nanosecond. */
  readonly productsPerNs: number;
  /** ns of one run that a Gather copies, and of each number in it. */
  readonly gatherRunNs: number;
  readonly gatherNumberNs: number;
  /** The same of a number where images lie innermost, so that a run is one number of each, with the transpositions there and back. */
  readonly turnedNumberNs: number;
  /** The same of a Concat. */
  readonly joinRunNs: number;
  readonly joinNumberNs: number;
  /**
   * Numbers that shares of a batch may add up, for each product that one of them is made of. The more there are, the more a second addend of each costs
   * memory; the more products, the more is won.
   */
  readonly addendsPerProduct: number;
}

/** What a machine computes with. */
export type InstructionSet = 'avx512' | 'avx2' | 'neon' | 'wasm' | 'gpu';

/**
 * Fixed numbers, so that a machine makes the same graph on every day. By `pnpm costs` in this package: avx512 and wasm the best runs on one core of an
 * AMD EPYC (Zen 4), avx2 the middle of four on one of Zen 3. A transposed number takes 0.6 ns in a cache and 2 beyond it there, and what is between
 * stands here. Estimates are neon and gpu: two units of four lanes, 2.6 GHz; a graphics unit of 1 TFLOP/s and 80 GB/s, where
 * each kernel more costs more than it saves.
 *
 * Addends: steps of six jobs whole beside steps in shares, on the same two machines. On Zen 4, 1000 units at batch 32 take 12 % less time whole, VAEs of
 * 0.65 and 1.1 million weights at batch 128 6 to 9 %; on Zen 3 they take 3 to 8 % more. neon's is an estimate; wasm and gpu have no shares.
 */
export const costs: Readonly<Record<InstructionSet, Costs>> = {
  avx512: {
    productsPerNs: 55,
    gatherRunNs: 6.2,
    gatherNumberNs: 0.17,
    turnedNumberNs: 0.53,
    joinRunNs: 2,
    joinNumberNs: 0.12,
    addendsPerProduct: 1300,
  },
  avx2: {
    productsPerNs: 28,
    gatherRunNs: 6.4,
    gatherNumberNs: 0.45,
    turnedNumberNs: 1.5,
    joinRunNs: 1.2,
    joinNumberNs: 0.45,
    addendsPerProduct: 6000,
  },
  neon: {
    productsPerNs: 20,
    gatherRunNs: 6.2,
    gatherNumberNs: 0.17,
    turnedNumberNs: 1.5,
    joinRunNs: 2,
    joinNumberNs: 0.12,
    addendsPerProduct: 6000,
  },
  wasm: {
    productsPerNs: 13,
    gatherRunNs: 6.2,
    gatherNumberNs: 0.27,
    turnedNumberNs: 2,
    joinRunNs: 5.2,
    joinNumberNs: 0.3,
    addendsPerProduct: 0,
  },
  gpu: {
    productsPerNs: 500,
    gatherRunNs: 0,
    gatherNumberNs: 0.1,
    turnedNumberNs: Number.POSITIVE_INFINITY,
    joinRunNs: 0,
    joinNumberNs: 0.1,
    addendsPerProduct: 0,
  },
};
