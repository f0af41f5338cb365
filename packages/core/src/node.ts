export { type CompiledOptions, compiledCandidate } from './engine/compiledCandidate.ts';
export { eagerCandidates } from './engine/eagerCandidates.ts';
export type { EngineCandidate, EngineReport, Resolution } from './engine/firstThatLoads.ts';
export { type ResolveOptions, resolveEngine } from './engine/resolveEngine.ts';
