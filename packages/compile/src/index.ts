export { dumpGraph } from './dumpGraph.ts';
export { type BatchShape, type ExportOptions, exportOnnx } from './export/exportOnnx.ts';
export { type OpsetNeeds, opsetNeeds } from './onnx/opsets.ts';
export type { RunOptions } from './run/options.ts';
export { type StepGraph, withDump } from './withDump.ts';
