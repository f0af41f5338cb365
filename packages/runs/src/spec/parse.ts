import { expected, type LatentKitError } from '@latentkit/errors';
import { z } from 'zod';
import { didYouMean } from './didYouMean.ts';

/**
 * Parse a value against a schema, with defaults filled in.
 *
 * @param where names the source of a key, e.g. `--batch-size` or `vae.yaml, batchSize`
 * @throws `SPEC` with the first problem in one line
 */
export function parse<S extends z.ZodRawShape>(
  shape: S,
  value: unknown,
  where: (key: string) => string,
): z.infer<z.ZodObject<S>> {
  const result = z.strictObject(shape).safeParse(value, { reportInput: true });
  if (result.success) return result.data as z.infer<z.ZodObject<S>>;
  const { issues } = result.error;
  // A key that is written wrong is missing too.
  const first = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  throw explain(first as z.core.$ZodIssue, Object.keys(shape), where);
}

function explain(issue: z.core.$ZodIssue, keys: readonly string[], where: (key: string) => string): LatentKitError {
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys as [string];
    const inside = issue.path.length > 0;
    return expected({
      where: where([...issue.path.map(String), key].join('.')),
      expected: 'a known key',
      received: key,
      todo: inside ? 'Change it and run again.' : `${didYouMean(key, keys)}Known are ${keys.join(', ')}.`,
      code: 'SPEC',
    });
  }
  return expected({
    where: where(issue.path.map(String).join('.')),
    expected: wanted(issue),
    received: shown(issue.input),
    todo: 'Change it and run again.',
    code: 'SPEC',
  });
}

function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return (
        {
          int: 'a whole number',
          number: 'a number',
          boolean: 'true or false',
          string: 'text',
          array: 'a list',
          object: 'keys with values',
          record: 'keys with values',
        }[issue.expected as string] ?? String(issue.expected)
      );
    case 'too_small':
      return issue.origin === 'array'
        ? `at least ${issue.minimum} ${issue.minimum === 1 ? 'value' : 'values'}`
        : issue.origin === 'string'
          ? 'a text that is not empty'
          : `a number ${issue.inclusive ? 'of at least' : 'above'} ${issue.minimum}`;
    case 'too_big':
      return `a number ${issue.inclusive ? 'of at most' : 'below'} ${issue.maximum}`;
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`;
    default:
      return issue.message;
  }
}

function shown(input: unknown): string {
  if (input === undefined) return 'nothing';
  if (typeof input === 'string') return `"${input}"`;
  return typeof input === 'object' ? JSON.stringify(input) : String(input);
}
