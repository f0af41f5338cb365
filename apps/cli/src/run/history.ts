import type { MeanTerms } from '@latentkit/metrics';
import type { LoggedEvent } from './metricsLog.ts';
import type { EpochRow } from './record.ts';

/** What is known of a run's course. */
export interface History {
  readonly epochs: EpochRow[];
  /** What the run is judged by, of each step's batch. */
  readonly stepCosts: number[];
  /** On the test split, when it was last looked at. */
  test?: MeanTerms;
}

/** Add what a line of metrics.jsonl says. @param costOf what the run is judged by */
export function remember(
  history: History,
  event: LoggedEvent,
  costOf: (terms: Readonly<Record<string, number>>) => number,
): void {
  if (event.test) history.test = event.test;
  if (event.kind === 'step') history.stepCosts.push(costOf(event.terms));
  if (event.kind !== 'epoch') return;
  const { epoch, terms, seconds, examplesPerSecond, test } = event;
  history.epochs.push({ epoch, trainCost: costOf(terms), test: test as MeanTerms, seconds, examplesPerSecond });
}
