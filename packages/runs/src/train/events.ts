import type { EpochEvent, StepEvent } from '@latentkit/core';
import type { MeanTerms } from '@latentkit/metrics';
import type { OpenRun } from '../folder/openRun.ts';
import type { EpochRow, RunRecord } from '../folder/record.ts';

/** First: the run has a folder, and training begins or goes on. */
export interface StartedEvent {
  readonly kind: 'started';
  readonly folder: string;
  /** What run.json will say of it, but how it went. */
  readonly record: Omit<RunRecord, 'status' | 'epochs'>;
  /** Training examples: steps and time left follow from them. */
  readonly examples: number;
  /** The checkpoint that a resumed run goes on from. */
  readonly from?: { readonly name: string; readonly step: number; readonly epoch: number; readonly examples: number };
}

/** The model was judged on the test split: after an epoch, or after a stop. What it says is written already. */
export interface EvaluatedEvent {
  readonly kind: 'evaluated';
  readonly epoch: number;
  readonly step: number;
  readonly test: MeanTerms;
  /** The row of the epoch; left out after a stop in the middle of one. */
  readonly row?: EpochRow;
  /** The lowest cost so far. */
  readonly best: boolean;
  /** The model as it is now, until the next event is asked for. */
  readonly run: OpenRun;
}

/** A checkpoint is on the disk. */
export interface SavedEvent {
  readonly kind: 'saved';
  /** Without ending. */
  readonly path: string;
  readonly step: number;
  /** By a stop, not by the schedule. */
  readonly stopped: boolean;
}

/** Something was not finite, and the run went back to an earlier checkpoint with half the learning rate. */
export interface RolledBackEvent {
  readonly kind: 'rolledBack';
  /** The step that failed. */
  readonly step: number;
  /** What was not finite in it. */
  readonly what: string;
  readonly value: number;
  /** Steps of the checkpoint. */
  readonly to: number;
  /** What is left of the schedule's learning rate. */
  readonly rateFactor: number;
}

/** A line for people. */
export interface NoticeEvent {
  readonly kind: 'notice';
  readonly text: string;
}

/** Last: the run ended, by itself or by the signal, and run.json says so. */
export interface FinishedEvent {
  readonly kind: 'finished';
  readonly record: RunRecord;
  /** The trained model, until the loop is left. */
  readonly run: OpenRun;
}

export type RunEvent =
  | StartedEvent
  | StepEvent
  | EpochEvent
  | EvaluatedEvent
  | SavedEvent
  | RolledBackEvent
  | NoticeEvent
  | FinishedEvent;

export const notice = (text: string): NoticeEvent => ({ kind: 'notice', text });
