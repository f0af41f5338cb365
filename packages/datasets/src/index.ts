export type { Nested } from './arrays/flatten.ts';
export { type Arrays, fromArrays } from './arrays/fromArrays.ts';
export { type CsvTable, parseCsv } from './csv/parseCsv.ts';
export type { About, Dataset, Layout, Loader, Split, Synthetic } from './dataset.ts';
export { idxSplit, type NamedBytes } from './idx/idxSplit.ts';
export { parseIdx } from './idx/parseIdx.ts';
export { parseNpy } from './npy/parseNpy.ts';
export { batches } from './rows/batches.ts';
export { split } from './rows/split.ts';
export { subset } from './rows/subset.ts';
export { drawnRows, take } from './rows/take.ts';
export { windows } from './rows/windows.ts';
export { withRange } from './rows/withRange.ts';
export { attributes, type SceneObject } from './scenes/attributes.ts';
export { captionOf, type Mentioned, parseCaption } from './scenes/captions.ts';
export { drawScene } from './scenes/drawScene.ts';
export { readScene } from './scenes/readScene.ts';
export { type SceneAccuracy, sceneAccuracy } from './scenes/sceneAccuracy.ts';
export { type Pair, type Scenes, type ScenesOptions, scenes } from './scenes/scenes.ts';
export { type Vocabulary, vocabulary } from './scenes/vocabulary.ts';
export { sampleRows } from './streamed/sampleRows.ts';
export { someRows } from './streamed/someRows.ts';
export { type CirclesOptions, circles } from './synthetic/circles.ts';
export { type EllipseOptions, ellipse } from './synthetic/ellipse.ts';
export { type GaussianMixtureOptions, gaussianMixture } from './synthetic/gaussianMixture.ts';
export { type MoonsOptions, moons } from './synthetic/moons.ts';
export type { PlaneOptions } from './synthetic/plane.ts';
export { type SpiralOptions, spiral } from './synthetic/spiral.ts';
export { type SpritesOptions, sprites } from './synthetic/sprites.ts';
export { type Applied, applyPlan, type UnknownCell } from './tabular/applyPlan.ts';
export { parseJsonLines } from './tabular/jsonLines.ts';
export { planLabel } from './tabular/labels.ts';
export {
  type ColumnSpan,
  columnGroups,
  columnSpans,
  likeliest,
  type Missing,
  type Plan,
  type PlannedColumn,
} from './tabular/plan.ts';
export type { OddCell, SourceColumn, SourceTable } from './tabular/sourceTable.ts';
export type { Standardization } from './tabular/standardization.ts';
export { standardize, unstandardize } from './tabular/standardize.ts';
