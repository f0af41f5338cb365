import type { StepRow } from '../measure/rows.ts';
import { systems } from '../systems/systems.ts';
import { textTable } from './table.ts';

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
      const best = peers.sort((a, b) => a.medianMs - b.medianMs)[0];
      return best ? [{ job, threads, ratio: best.medianMs / medianMs, bestPeer: best.system }] : [];
    });
}

/** The rows as Markdown, the fastest of each job first. */
export function stepTable(rows: readonly StepRow[]): string {
  const sorted = [...rows].sort(
    (a, b) => a.job.localeCompare(b.job) || b.threads - a.threads || a.medianMs - b.medianMs,
  );
  const head = ['job', 'system', 'threads', 'median ms', 'p10', 'p90', 'images/s', 'steps', 'version'];
  const cells = sorted.map((row) => [
    row.job,
    row.system,
    String(row.threads),
    milliseconds(row.medianMs),
    milliseconds(row.p10Ms),
    milliseconds(row.p90Ms),
    Math.round(row.imagesPerSecond).toLocaleString('en'),
    String(row.steps),
    [row.version, row.variant].filter(Boolean).join(', '),
  ]);
  return textTable(head, cells, [2, 3, 4, 5, 6, 7]);
}

const milliseconds = (ms: number) => (ms < 1 ? ms.toFixed(3) : ms < 100 ? ms.toFixed(2) : ms.toFixed(0));

export function ratioLine({ job, threads, ratio, bestPeer }: Ratio): string {
  return `${job}, ${threads} thread${threads === 1 ? '' : 's'}: best peer ÷ compiled = ${ratio.toFixed(2)} (${bestPeer})`;
}
