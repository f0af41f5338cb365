import type { Common } from '../spec/common.ts';

/** How the compiled engine is to run. */
export type Running = Partial<Pick<Common, 'threads' | 'spinning'>>;
