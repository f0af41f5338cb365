/** What LatentKit's own packages share. It may change or go in any version: no promise is made. */
export { checkRange } from './data/checkRange.ts';
export { exampleOrder } from './data/exampleOrder.ts';
export { type BatchRows, isSource, readAhead } from './data/rowSource.ts';
export { rowSize } from './data/table.ts';
export { checkVectors, float64Vectors } from './data/vectors.ts';
export { fallingBack } from './engine/fallingBack.ts';
export { supplyKernels } from './kernels/supplyKernels.ts';
export { checkOptions } from './options/checkOptions.ts';
export * as ranges from './options/ranges.ts';
export { checkDraw, type Draw } from './random/drawWords.ts';
export { fillNormal } from './random/normal.ts';
export { philox4x32 } from './random/philox.ts';
export { fillUniform } from './random/uniform.ts';
