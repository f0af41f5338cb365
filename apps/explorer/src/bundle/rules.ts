/** What a value of a file must be, in words and as a check. */
export interface Rule {
  readonly want: string;
  holds(value: unknown): boolean;
}

const finite = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const rule = (want: string, holds: Rule['holds']): Rule => ({ want, holds });

export const text = rule('a text', (value) => typeof value === 'string' && value !== '');
export const flag = rule('true or false', (value) => typeof value === 'boolean');
export const number = rule('a finite number', finite);
export const positive = rule('a number above 0', (value) => finite(value) && value > 0);
export const count = rule('a whole number from 1', (value) => Number.isSafeInteger(value) && (value as number) > 0);

export const oneOf = (...names: readonly unknown[]): Rule => rule(names.join(' or '), (value) => names.includes(value));

export const listOf = (each: Rule, length?: number): Rule =>
  rule(
    length === undefined ? `a list, each ${each.want}` : `a list of ${length}, each ${each.want}`,
    (value) => Array.isArray(value) && (length === undefined || value.length === length) && value.every(each.holds),
  );

/** A list of at least one. */
export const someOf = (each: Rule): Rule =>
  rule(
    `a list of at least one, each ${each.want}`,
    (value) => Array.isArray(value) && value.length > 0 && value.every(each.holds),
  );

export const optional = (inner: Rule): Rule =>
  rule(`${inner.want}, or nothing`, (value) => value === undefined || inner.holds(value));

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const record = (fields: Readonly<Record<string, Rule>>): Rule =>
  rule(
    `an object of ${Object.entries(fields)
      .map(([name, { want }]) => `${name} (${want})`)
      .join(', ')}`,
    (value) => isRecord(value) && Object.entries(fields).every(([name, { holds }]) => holds(value[name])),
  );

export const recordOf = (each: Rule): Rule =>
  rule(`an object, each ${each.want}`, (value) => isRecord(value) && Object.values(value).every(each.holds));
