import { comparison } from './compare.ts';
import { convolutions } from './conv.ts';
import { counting } from './counting.ts';
import { depthwiseConvolutions } from './depthwise.ts';
import { elementwise } from './elementwise.ts';
import { indexing } from './indexing.ts';
import { products } from './matmul.ts';
import { normalisations } from './normalise.ts';
import { pools } from './pool.ts';
import { reductions } from './reduce.ts';
import { refusals } from './refusals.ts';
import { resizing } from './resize.ts';
import type { AnyRule, KernelName } from './rule.ts';
import { shapes } from './shape.ts';

const covered = {
  ...elementwise,
  ...comparison,
  ...reductions,
  ...products,
  ...convolutions,
  ...depthwiseConvolutions,
  ...pools,
  ...resizing,
  ...normalisations,
  ...indexing,
  ...counting,
  ...shapes,
};

/** Kernels that compile. */
export const rules = covered as unknown as Record<keyof typeof covered, AnyRule>;

/** Kernels that do not, each with the reason. A kernel of tfjs in neither table does not compile here. */
export const refused: Readonly<Record<Exclude<KernelName, keyof typeof covered>, string>> = refusals;
