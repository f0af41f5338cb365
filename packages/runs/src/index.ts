export type { BulkBlock, BulkColumn } from './bulk/block.ts';
export type { Bulk } from './bulk/bulk.ts';
export { bulkCodes } from './bulk/codes.ts';
export { type PartsOf, partsFolder, writePart } from './bulk/parts.ts';
export { bulkReconstructions } from './bulk/reconstructions.ts';
export { bulkSamples, type CodeSource } from './bulk/samples.ts';
export { type BulkScores, bulkScores } from './bulk/scored.ts';
export { partName, type Shard, shardRows } from './bulk/shards.ts';
export type { BulkFormat } from './bulk/writer.ts';
export { type Catalogue, modelOf, type Plugin } from './entry/catalogue.ts';
export { contentHash } from './entry/contentHash.ts';
export { type DatasetEntry, defineDataset } from './entry/datasetEntry.ts';
export { evaluation } from './entry/evaluation.ts';
export type { Fingerprint } from './entry/fingerprint.ts';
export { loadData, withData } from './entry/loadData.ts';
export { type Loaded, streamedNotice, trainingOf } from './entry/loaded.ts';
export {
  type Domain,
  defineModel,
  type Judge,
  type Measured,
  type ModelEntry,
  type RunShape,
} from './entry/modelEntry.ts';
export type { DataSpec } from './entry/readingOf.ts';
export { checkRows, splitOf } from './entry/splitOf.ts';
export { type Checkpoint, type CheckpointNotes, checkpointFolder, type Kept } from './folder/checkpoints.ts';
export { type Curves, readCurves, sumOf } from './folder/curves.ts';
export { listRuns, type RunSummary, summaryOf, type Unreadable } from './folder/listRuns.ts';
export { type LoggedEvent, metricsLog } from './folder/metricsLog.ts';
export { type OpenRun, type OpenRunOptions, openRun } from './folder/openRun.ts';
export { type EpochRow, ownVersion, type RunRecord, type TrainedOn, versions } from './folder/record.ts';
export { readRecord, recordOf } from './folder/recordOf.ts';
export { lockRun } from './folder/runLock.ts';
export type { DoRound, Part, Round } from './rounds/doRound.ts';
export { type PartTrainer, partTrainer } from './rounds/partTrainer.ts';
export { type Common, common } from './spec/common.ts';
export { type RunSpec, runSpec, type SpecInput, shapeOf } from './spec/runSpec.ts';
export type {
  EvaluatedEvent,
  FinishedEvent,
  RolledBackEvent,
  RunEvent,
  SavedEvent,
  StartedEvent,
} from './train/events.ts';
export { type ResumeRunOptions, resumeRun } from './train/resumeRun.ts';
export { type TrainRunOptions, trainRun } from './train/trainRun.ts';
export type { ColumnErrors } from './use/columnErrors.ts';
export { drawn } from './use/drawn.ts';
export { type Energies, energies } from './use/energies.ts';
export { type ExampleKind, exampleKind } from './use/exampleKind.ts';
export { type HeldOut, heldOut, rankAmong, thresholdAt } from './use/heldOut.ts';
export { measuresOf } from './use/measuresOf.ts';
export { type ObservationColumn, observationColumns } from './use/observationColumns.ts';
export {
  decoded,
  encoded,
  first,
  latentSize,
  picked,
  posteriors,
  reconstructed,
  requirePlane,
  requirePosterior,
  requireTerms,
} from './use/onRun.ts';
export { requireImageCodes, requireTextToImage } from './use/requireCodes.ts';
export { type RangeOfRun, type RowRanges, type RowsWanted, rowRanges } from './use/rowRanges.ts';
export type { RowsOfRun } from './use/rowsOfRun.ts';
export { type ScoreOptions, type Scores, scores } from './use/scores.ts';
export { requireTables, usedRows } from './use/usedRows.ts';
