import { eager } from './eager.ts';
import type { Notice } from './engine.ts';
import type { EngineCandidate, Resolution } from './firstThatLoads.ts';

/** What `#engines` is outside of Node (`imports` of package.json): the tfjs backend in use, for a bundle holds what it imports and nothing else. */
export async function resolveEngine(_: {
  candidates?: readonly EngineCandidate[];
  notice?: Notice;
}): Promise<Resolution> {
  return { engine: eager(), report: [] };
}

export const eagerCandidates: readonly EngineCandidate[] = [];
