export { laws } from './laws.ts';
export type { Files, Subject } from './subject.ts';
