export { type CompileOptions, compileWith } from './compile.ts';
export { dumpGraph } from './dumpGraph.ts';
export { type BatchShape, type ExportOptions, exportOnnx } from './export/exportOnnx.ts';
export type { Machine } from './run/executable.ts';
export type { RunOptions } from './run/options.ts';
export type { Runtime } from './run/runtime.ts';
export { type Sessions, sessions } from './run/sessions.ts';
export { type TensorApi, tensorRuntime } from './run/tensorRuntime.ts';
export { type StepGraph, withDump } from './withDump.ts';
