import { flagOf } from '../spec/flags.ts';
import type { RunSpec } from '../spec/runSpec.ts';

/** What tells runs apart, a name each: the model where models differ, then the flags whose values do, e.g. `vae, beta 4`. */
export function namesOf(specs: readonly RunSpec[]): string[] {
  const keys = [...new Set(specs.flatMap((spec) => Object.keys(spec)))];
  const differing = keys.filter((key) => key !== 'model' && new Set(specs.map((spec) => textOf(spec[key]))).size > 1);
  const models = new Set(specs.map(({ model }) => model)).size > 1;
  return specs.map((spec) => {
    // A flag that only some models have says nothing about the others.
    const own = differing.filter(
      (key) => spec[key] !== undefined && !(models && specs.some((other) => !(key in other))),
    );
    const words = own.map((key) => `${flagOf(key).slice(2).replaceAll('-', ' ')} ${textOf(spec[key])}`);
    return [...(models || own.length === 0 ? [spec.model] : []), ...words].join(', ');
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
}
