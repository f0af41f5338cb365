import type { Common } from '@latentkit/runs';

/** How the compiled engine is to run. */
export type Running = Partial<Pick<Common, 'threads' | 'spinning'>>;
