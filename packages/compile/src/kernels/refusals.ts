import type { KernelName } from './rule.ts';
import type { comparison } from './compare.ts';
import type { elementwise } from './elementwise.ts';
import type { products } from './matmul.ts';
import type { reductions } from './reduce.ts';
import type { shapes } from './shape.ts';
export const refusals = {} as Record<Exclude<KernelName, keyof typeof elementwise | keyof typeof comparison | keyof typeof reductions|keyof typeof products|keyof typeof shapes>, string>;
