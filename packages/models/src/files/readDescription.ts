import { counted, expected, type LatentKitError } from '@latentkit/errors';
import type { Description, Settings } from './modelFiles.ts';

/**
 * Read model.json as far as it is ours; the networks are still JSON, and settings are for the model to check.
 *
 * @param options.kind the kind of model that is asked for
 * @param options.parts the networks that it needs
 * @throws `FILE_FORMAT` for what is not a description of such a model
 */
export function readDescription(
  bytes: Uint8Array,
  { kind, parts }: { kind: string; parts: readonly string[] },
): Required<Pick<Description, 'networks' | 'settings'>> {
  const description = parsedJson(bytes);
  const { format, version, kind: found, networks, settings = {} } = description;
  if (format !== 'latentkit') throw damaged('"format": "latentkit"', print(format));
  if (version !== 1) throw damaged('"version": 1', print(version), 'Read it with the release that wrote it.');
  if (found !== kind) throw damaged(`"kind": "${kind}"`, print(found), 'Load it as the kind of model that it is.');
  for (const part of parts) {
    const network = (networks as Record<string, unknown> | undefined)?.[part];
    if (typeof network !== 'object' || network === null) throw damaged(`networks.${part}`, print(network));
  }
  if (typeof settings !== 'object' || settings === null) throw damaged('settings with names', print(settings));
  return { networks: networks as Description['networks'], settings: settings as Settings };
}

/** The one error of a model.json. */
export function damaged(
  want: string,
  got: string,
  todo = 'The file is damaged or of another program: write it again.',
  cause?: unknown,
): LatentKitError {
  return expected({ where: 'model.json', expected: want, received: got, todo, code: 'FILE_FORMAT', cause });
}

/** The object that a model.json is. @throws `FILE_FORMAT` */
export function parsedJson(bytes: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw damaged('JSON', counted(bytes.length, 'byte that is not JSON', 'bytes that are not JSON'), undefined, cause);
  }
  throw damaged('a JSON object', 'another JSON value');
}

function print(value: unknown): string {
  return value === undefined ? 'none' : (JSON.stringify(value) as string).slice(0, 60);
}
