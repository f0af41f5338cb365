import { expected } from '@latentkit/errors';
import { parse } from '@latentkit/runs/internal';
import { z } from 'zod';
import { sizeOf } from './grid.ts';
import { dimensionOf } from './parameter.ts';
import type { Dimension, Space } from './space.ts';

/** A sweep as it is written: the keys of Weights & Biases, and two of ours. */
const shape = {
  method: z.enum(['grid', 'random', 'bayes']),
  metric: z
    .strictObject({
      name: z.string().min(1).default('test'),
      goal: z.enum(['minimize', 'maximize']).default('minimize'),
    })
    .default({ name: 'test', goal: 'minimize' }),
  parameters: z.record(z.string(), z.unknown()),
  early_terminate: z
    .strictObject({
      /** Successive halving without waiting; Weights & Biases has it as hyperband. */
      type: z.enum(['asha', 'hyperband']),
      min_iter: z.int().positive().default(1),
      eta: z.int().min(2).default(3),
    })
    .optional(),
  run_cap: z.int().positive().optional(),
  seed: z.int().min(0).default(0),
  /** A decision looks at all results but those of the newest n − 1 jobs: as many can run at a time. */
  parallel: z.int().positive().max(1024).default(4),
};

/** Parameters that no trial may vary. */
const kept = ['threads', 'engine'];

export interface SweepConfig {
  readonly method: 'grid' | 'random' | 'bayes';
  readonly metric: { readonly name: string; readonly goal: 'minimize' | 'maximize' };
  /** Parameters with more than one value. */
  readonly space: Space;
  /** Parameters with one. */
  readonly fixed: Readonly<Record<string, unknown>>;
  readonly earlyTerminate?: { readonly minIter: number; readonly eta: number };
  /** Trials at most. */
  readonly runCap: number;
  readonly seed: number;
  readonly parallel: number;
}

/**
 * Read what a sweep file holds.
 *
 * @param name of the file, for errors
 * @throws SPEC with the first problem in one line
 * @example
 * const { runCap, space } = sweepConfig({
 *   method: 'grid',
 *   parameters: { model: { value: 'vae' }, beta: { values: [1, 4] }, latentSize: { min: 1, max: 3 } },
 * });
 * Object.keys(space); // ['beta', 'latentSize']
 * runCap; // 6
 */
export function sweepConfig(value: unknown, name = 'sweep'): SweepConfig {
  const written = parse(shape, value, (key) => (key ? `${name}, ${key}` : name));
  const all = Object.entries(written.parameters).map(
    ([key, one]) => [key, dimensionOf(one, `${name}, parameters.${key}`)] as const,
  );
  const isFixed = ([, dimension]: readonly [string, Dimension]) =>
    dimension.kind === 'choice' && dimension.values.length === 1;
  const space = Object.fromEntries(all.filter((one) => !isFixed(one)));
  const fixed = Object.fromEntries(
    all.filter(isFixed).map(([key, one]) => [key, (one as { values: readonly unknown[] }).values[0]]),
  );
  const fail = (key: string, wanted: string, received: string) =>
    expected({ where: `${name}, ${key}`, expected: wanted, received, todo: 'Change it and run again.', code: 'SPEC' });
  if (!('model' in fixed) && !('model' in space))
    throw fail('parameters.model', 'a model, e.g. { value: vae }', 'nothing');
  if (Object.keys(space).length === 0) throw fail('parameters', 'one with several values or a range', 'none');
  for (const key of kept)
    if (key in space) throw fail(`parameters.${key}`, 'one value: trials are to be comparable', 'several');
  const early = written.early_terminate;
  if (early && 'epochs' in space)
    throw fail('parameters.epochs', 'one value, since early_terminate decides how long a trial trains', 'several');
  const size = sizeOf(space);
  if (written.method === 'grid' && size === undefined)
    throw fail('method', 'random or bayes, since a grid needs values, int_uniform or q_uniform', 'grid');
  if (written.run_cap === undefined && written.method !== 'grid')
    throw fail('run_cap', `a number of trials for ${written.method}`, 'nothing');
  return {
    method: written.method,
    metric: written.metric,
    space,
    fixed,
    ...(early && { earlyTerminate: { minIter: early.min_iter, eta: early.eta } }),
    runCap: Math.min(written.run_cap ?? Number.POSITIVE_INFINITY, size ?? Number.POSITIVE_INFINITY),
    seed: written.seed,
    parallel: written.parallel,
  };
}
