import type { StepRow } from '../measure/rows.ts';
import { systems } from '../systems/systems.ts';

/** Best peer ÷ ours: above 1, the compiled engine is the fastest. */
export interface Ratio {
  readonly job: string;
  readonly threads: number;
  readonly ratio: number;
  readonly bestPeer: string;
}

/** One for each job and thread count that the compiled engine and a peer ran. */
export function ratiosOf(rows: readonly StepRow[]): Ratio[] {
  return rows
    .filter(({ system }) => system === 'compiled')
    .flatMap(({ job, threads, medianMs }) => {
      const peers = rows.filter((row) => row.job === job && row.threads === threads && !systems[row.system].ours);
      const [best] = peers.sort((a, b) => a.medianMs - b.medianMs);
      return best ? [{ job, threads, ratio: best.medianMs / medianMs, bestPeer: best.system }] : [];
    });
}

export function ratioLine({ job, threads, ratio, bestPeer }: Ratio): string {
  return `${job}, ${threads} thread${threads === 1 ? '' : 's'}: best peer ÷ compiled = ${ratio.toFixed(2)} (${bestPeer})`;
}
