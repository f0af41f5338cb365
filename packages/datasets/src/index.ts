export type { Nested } from './arrays/flatten.ts';
export { type Arrays, fromArrays } from './arrays/fromArrays.ts';
export type { About, Dataset, Loader, Split } from './dataset.ts';
export { idxSplit, type NamedBytes } from './idx/idxSplit.ts';
export { parseIdx } from './idx/parseIdx.ts';
export { batches } from './rows/batches.ts';
export { split } from './rows/split.ts';
export { subset } from './rows/subset.ts';
export { take } from './rows/take.ts';
