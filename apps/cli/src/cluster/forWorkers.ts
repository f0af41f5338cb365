import type { RunSpec } from '@latentkit/runs';

/** More workers were not measured. */
const most = 4;

/**
 * A spec with the defaults of training by several workers. One thread each: parts have the same bits wherever they are done. And K times the learning rate: an average of K
 * parts is as far from where the round began as one of them, in a Kth of the steps that plain training has for the same examples.
 *
 * @param asked with the defaults of plain training
 * @param written what someone wrote, which stays
 */
export function forWorkers<Spec extends Pick<RunSpec, 'workers' | 'threads' | 'learningRate'>>(
  asked: Spec,
  written: Readonly<Record<string, unknown>>,
): Spec {
  const { workers = 1, threads, learningRate } = asked;
  if (workers === 1) return asked;
  // 3 · 0.003 is to be 0.009.
  const raised = Number((learningRate * Math.min(workers, most)).toPrecision(6));
  return {
    ...asked,
    threads: threads ?? 1,
    learningRate: written.learningRate === undefined ? raised : learningRate,
  };
}
