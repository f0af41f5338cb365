import { comparison } from './compare.ts';
import { convolutions } from './conv.ts';
import { elementwise } from './elementwise.ts';
import { products } from './matmul.ts';
import { reductions } from './reduce.ts';
import { refusals } from './refusals.ts';
import type { AnyRule, KernelName } from './rule.ts';
import { shapes } from './shape.ts';

const covered = { ...elementwise, ...comparison, ...reductions, ...products, ...convolutions, ...shapes };

/** Kernels that compile. */
export const rules = covered as unknown as Record<keyof typeof covered, AnyRule>;

/** Kernels that do not, each with the reason. A kernel of tfjs in neither table does not compile here. */
export const refused: Readonly<Record<Exclude<KernelName, keyof typeof covered>, string>> = refusals;
