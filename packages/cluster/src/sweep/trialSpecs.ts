import { createHash } from 'node:crypto';
import { type Catalogue, type RunSpec, runSpec } from '@latentkit/runs';
import type { Point } from './space.ts';

/** The whole spec of a trial, and what names it. */
export interface TrialSpec {
  readonly spec: RunSpec;
  /** Hash of the spec, defaults included and in order: two ways to write a trial have one hash. */
  readonly hash: string;
}

/**
 * From a point to the spec of its trial. Trials have one thread each unless the sweep says otherwise: results repeat bit for bit with the same number alone,
 * wherever a trial runs.
 *
 * @param name of the sweep's file, for errors
 */
export const trialSpecs =
  (catalogue: Pick<Catalogue, 'models'>, fixed: Readonly<Record<string, unknown>>, name: string) =>
  (point: Point): TrialSpec => {
    const { model, ...keys } = { threads: 1, ...fixed, ...point } as Record<string, unknown>;
    const spec = runSpec(catalogue, { model: model as string }, { file: keys, fileName: `${name}, parameters` });
    return { spec, hash: hashOf(spec) };
  };

/** sha256 of a value as JSON with its keys in order. */
export const hashOf = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const keys = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${keys
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
    .join(',')}}`;
}
