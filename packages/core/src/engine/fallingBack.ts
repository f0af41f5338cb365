import { eagerCandidates, resolveEngine } from '#engines';
import type { Engine } from './engine.ts';
import { withFallback } from './withFallback.ts';

/** The engine, and for a step that it cannot trace the best eager one. */
export const fallingBack = (engine: Engine): Engine =>
  withFallback(engine, async () => (await resolveEngine({ candidates: eagerCandidates })).engine);
