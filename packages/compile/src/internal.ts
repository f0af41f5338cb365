/** What LatentKit's own benchmarks use of this package. It may change or go in any version: no promise is made. */
export { compileWith } from './compile.ts';
export type { Machine } from './run/machine.ts';
export { productRate } from './run/productRate.ts';
export type { Runtime } from './run/runtime.ts';
export { sessions } from './run/sessions.ts';
export { tensorRuntime } from './run/tensorRuntime.ts';
export { stepFlop } from './stepFlop.ts';
