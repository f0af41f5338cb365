// What the other packages of LatentKit share of this one. It may change at any time.
export { plan } from './entry/plan.ts';
export { tablesOf } from './entry/tablesOf.ts';
export { bestOf } from './folder/bestOf.ts';
export { makeFolder } from './folder/makeFolder.ts';
export { createRunFolder, folderAt, openRunFolder, type RunFolder } from './folder/runFolder.ts';
export { didYouMean } from './spec/didYouMean.ts';
export { flagOf } from './spec/flagOf.ts';
export { parse } from './spec/parse.ts';
export { reading } from './spec/reading.ts';
export { type Apart, specsApart } from './spec/specsApart.ts';
