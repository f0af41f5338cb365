import { readFile, stat } from 'node:fs/promises';
import { expected } from '@latentkit/errors';
import { parse as parseYaml } from 'yaml';

const maxBytes = 1 << 20;

/** Read a JSON or YAML file (JSON is YAML) that holds keys with values; what the keys are is the schema's matter. */
export async function readConfigFile(
  path: string,
  { where = `--config ${path}`, example = 'epochs: 10' } = {},
): Promise<Record<string, unknown>> {
  const fail = (want: string, got: string, cause?: unknown) =>
    expected({
      where,
      expected: want,
      received: got,
      todo: `Give a YAML or JSON file such as \`${example}\`.`,
      code: 'CONFIG',
      cause,
    });
  const found = await stat(path).catch((cause) => {
    throw fail('a readable file', cause.code === 'ENOENT' ? 'no such file' : cause.message, cause);
  });
  if (!found.isFile()) throw fail('a file', 'a folder');
  if (found.size > maxBytes) throw fail('at most 1 MiB', `${found.size} bytes`);
  let value: unknown;
  try {
    value = parseYaml(await readFile(path, 'utf8'), { maxAliasCount: 100, logLevel: 'error' });
  } catch (cause) {
    throw fail('YAML or JSON', (cause as Error).message.split('\n')[0]?.replace(/:$/, '') ?? '', cause);
  }
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw fail('keys with values', Array.isArray(value) ? 'a list' : typeof value);
  return value as Record<string, unknown>;
}
