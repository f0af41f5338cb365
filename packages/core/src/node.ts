export { eagerCandidates } from './engine/eagerCandidates.ts';
export { type EngineCandidate, type EngineReport, type Resolution, resolveEngine } from './engine/resolveEngine.ts';
export { syncFolder } from './files/syncFolder.ts';
export { ioError, writeDurably } from './files/writeDurably.ts';
