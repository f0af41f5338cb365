import { expected } from '@latentkit/errors';
import { parse } from '@latentkit/runs/internal';
import { z } from 'zod';
import type { Dimension } from './space.ts';

const distributions = [
  'constant',
  'categorical',
  'uniform',
  'int_uniform',
  'q_uniform',
  'log_uniform_values',
  'q_log_uniform_values',
] as const;

/** A parameter of a sweep, with the keys of Weights & Biases. */
const shape = {
  value: z.unknown().optional(),
  values: z.array(z.unknown()).min(1).optional(),
  distribution: z.enum(distributions).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  q: z.number().positive().optional(),
};

type Written = z.infer<z.ZodObject<typeof shape>>;
type Distribution = (typeof distributions)[number];

/** Keys that each distribution takes. */
const keys: Readonly<Record<Distribution, readonly (keyof Written)[]>> = {
  constant: ['value'],
  categorical: ['values'],
  uniform: ['min', 'max'],
  int_uniform: ['min', 'max'],
  q_uniform: ['min', 'max', 'q'],
  log_uniform_values: ['min', 'max'],
  q_log_uniform_values: ['min', 'max', 'q'],
};

/**
 * What one parameter may be: one value, a few, or a range. Without a distribution it follows from the keys: `min` and `max` that are whole mean
 * `int_uniform`, else `uniform`.
 *
 * @param where names it, e.g. `sweep.yaml, parameters.beta`
 * @throws SPEC in one line
 */
export function dimensionOf(value: unknown, where: string): Dimension {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(
      where,
      'keys such as value, values, or min and max',
      JSON.stringify(value) ?? 'nothing',
      example(value),
    );
  const written = parse(shape, value, (key) => (key ? `${where}.${key}` : where));
  const distribution = written.distribution ?? implied(written);
  if (distribution === undefined)
    throw wrong(where, 'value, values, or min and max', Object.keys(written).join(', ') || 'nothing');
  const wanted = keys[distribution];
  for (const key of wanted)
    if (key !== 'q' && written[key] === undefined) throw wrong(`${where}.${key}`, `one for ${distribution}`, 'nothing');
  for (const key of Object.keys(written) as (keyof Written)[])
    if (key !== 'distribution' && !wanted.includes(key))
      throw wrong(where, `the keys of ${distribution}: ${wanted.join(', ')}`, key);
  if (distribution === 'constant') return { kind: 'choice', values: [written.value] };
  if (distribution === 'categorical') return { kind: 'choice', values: written.values as unknown[] };
  return rangeOf(distribution, written, where);
}

function implied({ value, values, min, max }: Written): Distribution | undefined {
  if (value !== undefined) return 'constant';
  if (values !== undefined) return 'categorical';
  if (min === undefined && max === undefined) return undefined;
  return Number.isInteger(min) && Number.isInteger(max) ? 'int_uniform' : 'uniform';
}

function rangeOf(distribution: Distribution, { min, max, q }: Written, where: string): Dimension {
  const [low, high] = [min as number, max as number];
  const log = distribution.includes('log');
  const whole = distribution === 'int_uniform';
  const step = whole ? 1 : distribution.startsWith('q_') ? (q ?? 1) : undefined;
  if (!(low < high)) throw wrong(where, 'a min below max', `${low} and ${high}`);
  if (log && low - (step ?? 0) / 2 <= 0)
    throw wrong(`${where}.min`, `a number above ${(step ?? 0) / 2} for ${distribution}`, String(low));
  if (whole && !(Number.isInteger(low) && Number.isInteger(high)))
    throw wrong(where, 'whole numbers for int_uniform', `${low} and ${high}`);
  if (step !== undefined && step > high - low) throw wrong(`${where}.q`, 'at most max − min', String(step));
  return { kind: 'number', low, high, log, ...(step !== undefined && { step }) };
}

/** What was meant by a bare value. */
function example(value: unknown): string {
  if (value === null || value === undefined) return 'Write { value: … } or { values: [ … ] }.';
  return `Write { ${Array.isArray(value) ? 'values' : 'value'}: ${JSON.stringify(value)} }.`;
}

const wrong = (where: string, wanted: string, received: string, todo = 'Change it and run again.') =>
  expected({ where, expected: wanted, received, todo, code: 'SPEC' });
