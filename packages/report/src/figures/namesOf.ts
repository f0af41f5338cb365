import type { RunSpec } from '@latentkit/runs';
import { settingOf, textOf } from '../settings.ts';

/** What tells runs apart, a name each: the model where models differ, or the settings whose values do, e.g. `β 4`. */
export function namesOf(specs: readonly RunSpec[]): string[] {
  const models = new Set(specs.map(({ model }) => model));
  if (models.size === specs.length) return specs.map(({ model }) => model);
  const keys = [...new Set(specs.flatMap((spec) => Object.keys(spec)))].filter((key) => key !== 'model');
  const differing = keys.filter((key) => new Set(specs.map((spec) => textOf(spec[key]))).size > 1);
  return specs.map((spec) => {
    const own = differing.filter((key) => spec[key] !== undefined);
    const words = own.map((key) => `${settingOf(key)} ${textOf(spec[key])}`);
    return [...(models.size > 1 || own.length === 0 ? [spec.model] : []), ...words].join(', ');
  });
}

/** The same, with their places where runs have the same spec. */
export function distinctNames(specs: readonly RunSpec[]): string[] {
  const names = namesOf(specs);
  return names.map((name, i) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${i + 1})`));
}
