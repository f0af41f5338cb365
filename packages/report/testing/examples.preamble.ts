// What the examples in this package's doc comments take for granted.
import '@tensorflow/tfjs-backend-cpu';
import type { RunEvent } from '@latentkit/runs';

export { encoded, first } from '@latentkit/runs';
export { normalSampler } from '@latentkit/samplers';
export { lineChart } from '@latentkit/viz';
export { z } from 'zod';

/** Events of a run that is given in pieces. */
export const events: AsyncIterable<RunEvent> = (async function* () {})();
