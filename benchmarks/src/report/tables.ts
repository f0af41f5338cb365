import type { Agreement } from '../measure/check.ts';
import type { ProfileRow } from '../measure/profile.ts';
import type { EpochRow, InferenceRow, StartRow, StepRow } from '../measure/rows.ts';
import type { WeightRow } from '../measure/weights.ts';
import type { PageRow } from '../page/rows.ts';
import { textTable } from './table.ts';

/** Times of a step as Markdown, the fastest system of each job first. */
export function stepTable(rows: readonly StepRow[]): string {
  const sorted = [...rows].sort(
    (a, b) => a.job.localeCompare(b.job) || b.threads - a.threads || a.medianMs - b.medianMs,
  );
  const head = ['job', 'system', 'threads', 'median ms', 'p10', 'p90', '÷ products', 'images/s', 'steps', 'version'];
  const cells = sorted.map((row) => [
    row.job,
    row.system,
    String(row.threads),
    ...[row.medianMs, row.p10Ms, row.p90Ms].map(milliseconds),
    row.timesProducts.toFixed(2),
    Math.round(row.imagesPerSecond).toLocaleString('en'),
    String(row.steps),
    versionOf(row),
  ]);
  return textTable(head, cells, [2, 3, 4, 5, 6, 7, 8]);
}

export function inferenceTable(rows: readonly InferenceRow[]): string {
  const head = ['job', 'call', 'images', 'system', 'threads', 'median ms', 'p10', 'p90', 'version'];
  const sorted = [...rows].sort(
    (a, b) =>
      a.job.localeCompare(b.job) ||
      b.call.localeCompare(a.call) ||
      a.images - b.images ||
      b.threads - a.threads ||
      a.medianMs - b.medianMs,
  );
  const cells = sorted.map((row) => [
    row.job,
    row.call,
    String(row.images),
    row.system,
    String(row.threads),
    ...[row.medianMs, row.p10Ms, row.p90Ms].map(milliseconds),
    versionOf(row),
  ]);
  return textTable(head, cells, [2, 4, 5, 6, 7]);
}

export function epochTable(rows: readonly EpochRow[]): string {
  const head = ['job', 'system', 'threads', 'epoch s', '÷ its steps', 'peak MiB', 'version'];
  const sorted = [...rows].sort((a, b) => a.job.localeCompare(b.job) || b.threads - a.threads || a.seconds - b.seconds);
  const cells = sorted.map((row) => [
    row.job,
    row.system,
    String(row.threads),
    row.seconds.toFixed(2),
    row.timesItsSteps?.toFixed(2) ?? '',
    String(Math.round(row.peakBytes / 2 ** 20)),
    row.version,
  ]);
  return textTable(head, cells, [2, 3, 4, 5]);
}

export function agreementTable(agreements: readonly Agreement[]): string {
  const cells = agreements.map(({ job, system, steps, lastLoss, difference, tolerance, agrees }) => [
    job,
    system,
    String(steps),
    lastLoss.toPrecision(7),
    difference.toExponential(1),
    tolerance.toExponential(0),
    agrees ? 'yes' : 'NO',
  ]);
  return textTable(['job', 'system', 'steps', 'last loss', 'difference', 'allowed', 'agrees'], cells, [2, 3, 4, 5]);
}

export function weightTable(rows: readonly WeightRow[]): string {
  const head = [
    'job',
    'compiled and',
    'threads',
    'steps',
    'difference of a weight',
    'in',
    'weights beyond 1e-4',
    'of eager ones',
    'same bits again',
    'agrees',
  ];
  const cells = rows.map(({ job, system, threads, steps, difference, array, beyond, apart, sameBits, agrees }) => [
    job,
    system,
    String(threads),
    String(steps),
    difference.toExponential(1),
    array,
    `${(100 * beyond).toFixed(4)} %`,
    apart.toExponential(1),
    sameBits ? 'yes' : 'NO',
    agrees ? 'yes' : 'NO',
  ]);
  return textTable(head, cells, [2, 3, 4, 6, 7]);
}

export function profileTable(rows: readonly ProfileRow[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const head = [
    'job',
    'threads',
    'epoch s',
    'kernels',
    'calls',
    'WebAssembly',
    'JavaScript',
    'garbage',
    'of the kernels',
  ];
  const cells = rows.map(({ job, threads, seconds, shares, operations }) => [
    job,
    String(threads),
    seconds.toFixed(2),
    ...[shares.kernels, shares.calls, shares.webAssembly, shares.javaScript, shares.garbage].map(percent),
    Object.entries(operations)
      .slice(0, 4)
      .map(([name, share]) => `${name} ${percent(share)}`)
      .join(', '),
  ]);
  return textTable(head, cells, [1, 2, 3, 4, 5, 6, 7]);
}

export function startTable(rows: readonly StartRow[]): string {
  const head = ['job', 'system', 'threads', 'start to first step, median ms', 'p10', 'p90', 'version'];
  const cells = rows.map((row) => [
    row.job,
    row.system,
    String(row.threads),
    ...[row.medianMs, row.p10Ms, row.p90Ms].map(milliseconds),
    versionOf(row),
  ]);
  return textTable(head, cells, [2, 3, 4, 5]);
}

export function pageTable(rows: readonly PageRow[]): string {
  const head = [
    'job',
    'system',
    'threads',
    'median ms',
    'p10',
    'p90',
    'first step ms',
    'MB',
    'kernels',
    'bytes up',
    'down',
    'version',
  ];
  const cells = rows.map((row) => [
    row.job,
    row.system,
    String(row.threads),
    ...[row.medianMs, row.p10Ms, row.p90Ms, row.firstMs].map(milliseconds),
    (row.bytes / 1e6).toFixed(1),
    ...[row.crossings?.dispatches, row.crossings?.up, row.crossings?.down].map((count) => String(count ?? '')),
    row.version,
  ]);
  return textTable(head, cells, [2, 3, 4, 5, 6, 7, 8, 9, 10]);
}

const milliseconds = (ms: number) => (ms < 1 ? ms.toFixed(3) : ms < 100 ? ms.toFixed(2) : ms.toFixed(0));

const versionOf = ({ version, variant }: StepRow | InferenceRow | StartRow) =>
  [version, variant].filter(Boolean).join(', ');
