import type { RunSpec } from './runSpec.ts';

/** A key whose values differ between runs, with the value of each; undefined where a run's model has no such key. */
export interface Apart {
  readonly key: string;
  readonly values: readonly unknown[];
}

/** What tells specs apart, in the order of their keys. */
export function specsApart(specs: readonly RunSpec[]): Apart[] {
  const keys = [...new Set(specs.flatMap((spec) => Object.keys(spec)))];
  return keys
    .map((key) => ({ key, values: specs.map((spec) => spec[key]) }))
    .filter(({ values }) => new Set(values.map((value) => JSON.stringify(value))).size > 1);
}
