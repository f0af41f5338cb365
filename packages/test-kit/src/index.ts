export { type EngineSubject, engineLaws } from './engineLaws.ts';
export { expectEnginesAgree, type Trained } from './expectEnginesAgree.ts';
export { laws } from './laws.ts';
export { smallImages } from './smallImages.ts';
export type { Files, Subject } from './subject.ts';
