export type { Rows, Table } from './data/table.ts';
export { gather, rowSize, table } from './data/table.ts';
export type { Counter, Engine, HostArray, Input, Program, StepFunction } from './engine/engine.ts';
export type { Learn } from './learn/learn.ts';
export { type Model, parameterCount, trainable } from './model.ts';
export { type Objective, type Terms, total, type Weights } from './objective.ts';
export type { Optimizer } from './optimizers/optimizer.ts';
export type { Random } from './random/random.ts';
export type { Batch, NamedTensors, NamedVariables } from './tensors.ts';
