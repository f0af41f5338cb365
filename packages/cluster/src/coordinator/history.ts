import type { Entry } from '../ledger/ledger.ts';

/** How a job ended, once. */
export type Settled =
  | { readonly job: string; readonly token: string; readonly worker: string; readonly result: unknown }
  | { readonly job: string; readonly error: string };

/** What a ledger says of its jobs. */
export interface History {
  /** How often each job was put into a queue. */
  readonly issues: Map<string, number>;
  /** In the order of the ledger. */
  readonly settled: Map<string, Settled>;
}

/** @param entries of a ledger, oldest first */
export function historyOf(entries: readonly Entry[]): History {
  const history: History = { issues: new Map(), settled: new Map() };
  for (const { kind, job, issue, token, worker, result, error } of entries) {
    if (typeof job !== 'string') continue;
    if (kind === 'issued') history.issues.set(job, Math.max(issue as number, history.issues.get(job) ?? 0));
    if (kind === 'done') history.settled.set(job, { job, token: token as string, worker: worker as string, result });
    if (kind === 'failed') history.settled.set(job, { job, error: error as string });
  }
  return history;
}
