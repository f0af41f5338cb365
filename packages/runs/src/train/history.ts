import type { MeanTerms } from '@latentkit/metrics';
import type { LoggedEvent } from '../folder/metricsLog.ts';
import type { EpochRow } from '../folder/record.ts';

/** What is known of a run's course. */
export interface History {
  readonly epochs: EpochRow[];
  /** On the test split, when it was last looked at. */
  test?: MeanTerms;
}

/** Add what a line of metrics.jsonl says. @param costNames the terms that the run is judged by */
export function remember(history: History, event: LoggedEvent, costNames: readonly string[]): void {
  if (!('test' in event) || event.test === undefined) return;
  history.test = event.test;
  if (event.kind !== 'epoch') return;
  const { epoch, terms, seconds, examplesPerSecond, test } = event;
  const trainCost = costNames.reduce((sum, name) => sum + (terms[name] ?? 0), 0);
  history.epochs.push({ epoch, trainCost, test, seconds, examplesPerSecond });
}
