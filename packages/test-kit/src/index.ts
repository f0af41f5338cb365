export { type EngineSubject, engineLaws } from './engineLaws.ts';
export { laws } from './laws.ts';
export type { Files, Subject } from './subject.ts';
