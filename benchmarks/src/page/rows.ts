import type { Spread } from '../measure/statistics.ts';
import { isPeer, onGpu, type PageSystemName } from './names.ts';

/** A system's steps of a job in a page. */
export interface PageRow extends Spread {
  readonly job: string;
  readonly system: PageSystemName;
  /** That the page may have. */
  readonly threads: number;
  readonly version: string;
  /** Steps that were timed. */
  readonly steps: number;
  /** From nothing of the system in the page to the end of its first step. */
  readonly firstMs: number;
  readonly firstLoss: number;
  /** Of scripts and WebAssembly that were fetched until then, uncompressed. */
  readonly bytes: number;
  /** Of one step on WebGPU: arrays in bytes, and kernels started. */
  readonly crossings?: { readonly up: number; readonly down: number; readonly dispatches: number };
}

/** A line for each job: best peer ÷ compiled, on WebAssembly in time, on WebGPU in kernels and bytes. */
export function pageLines(rows: readonly PageRow[]): string[] {
  return rows
    .filter(({ system }) => !isPeer(system))
    .flatMap((ours) => {
      const others = rows.filter(
        ({ job, threads, system }) =>
          job === ours.job && threads === ours.threads && isPeer(system) && onGpu(system) === onGpu(ours.system),
      );
      const place = `${ours.job} in a page, ${onGpu(ours.system) ? 'WebGPU' : `threads: ${ours.threads}`}`;
      if (onGpu(ours.system)) return others.map((peer) => `${place}: ${crossed(ours)}; ${crossed(peer)}`);
      const [best] = others.sort((a, b) => a.medianMs - b.medianMs);
      return best
        ? [`${place}: best peer ÷ compiled = ${(best.medianMs / ours.medianMs).toFixed(2)} (${best.system})`]
        : [];
    });
}

const crossed = ({ system, crossings }: PageRow) =>
  `${system} ${crossings?.dispatches} kernels, ${crossings?.up} bytes up, ${crossings?.down} down`;
