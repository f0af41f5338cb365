import type { Losses } from './losses.ts';
import type { TrainState } from './trainState.ts';

/** What every event offers. */
interface Resumable {
  /** The whole state of the run, for `train({ from })`. Call it before the next event; it copies the model and the optimiser's moments. */
  state(): Promise<TrainState>;
}

/** After every step: the losses of its batch. */
export interface StepEvent<Name extends string = string> extends Losses<Name>, Resumable {
  readonly kind: 'step';
  /** Steps done since the start of the run, this one included. */
  readonly step: number;
  /** Counted from 1. */
  readonly epoch: number;
  /** Examples seen in this epoch, this step's included. */
  readonly examples: number;
  readonly learningRate: number;
  /** The weight of each term in this step. */
  readonly weights: Readonly<Record<Name, number>>;
  /** ‖g‖ of all gradients of the step together, before any clipping, on the steps that `gradientNormEvery` asks for it. */
  readonly gradientNorm?: number;
}

/** After every epoch, with the model's variables up to date: the mean training losses over its examples. */
export interface EpochEvent<Name extends string = string> extends Losses<Name>, Resumable {
  readonly kind: 'epoch';
  readonly step: number;
  readonly epoch: number;
  readonly examples: number;
  /** Wall time of the epoch, or of what was left of it at a resume, seconds. */
  readonly seconds: number;
  readonly examplesPerSecond: number;
}

/** The signal was aborted: the current step was finished and the model's variables are up to date. Nothing follows. */
export interface StoppedEvent extends Resumable {
  readonly kind: 'stopped';
  readonly step: number;
  readonly epoch: number;
}

/** Why the engine is slower than it could be, or handed the step over to another, which trains on. */
export interface NoticeEvent extends Resumable {
  readonly kind: 'notice';
  readonly text: string;
  readonly step: number;
  readonly epoch: number;
}

export type TrainEvent<Name extends string = string> = StepEvent<Name> | EpochEvent<Name> | StoppedEvent | NoticeEvent;
