export type { BatchOptions } from './batch/lane.ts';
export { type RunService, type ServeOptions, serveRuns } from './serveRuns.ts';
