import type { TrainState } from '@latentkit/core';
import type { PartDone } from '@latentkit/core/internal';

/** A part of a round: from which position in the order of the data, and how many steps. */
export interface Part {
  /** Its own position, with the arrays of the round's beginning. */
  readonly from: TrainState;
  readonly steps: number;
}

/** All parts of a round. */
export interface Round {
  /** Steps done before it, which name it: no two rounds of a run begin at one step and go on from different states, but for a rollback. */
  readonly step: number;
  /** In the order of the data. */
  readonly parts: readonly Part[];
  /** What rollbacks have left of the learning rate. */
  readonly rateFactor: number;
  readonly signal: AbortSignal;
}

/**
 * Has the parts of a round done, anywhere and in any order.
 *
 * @returns in the order of the parts; undefined where the signal was raised first
 */
export type DoRound = (round: Round) => Promise<readonly PartDone[] | undefined>;
