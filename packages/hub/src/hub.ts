import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expected } from '@latentkit/errors';

/** Which hub, who asks, and where files are kept. */
export interface Hub {
  readonly endpoint: string;
  readonly token?: string;
  /** The cache folder that Python's client uses too. */
  readonly cache: string;
}

/**
 * What the environment says, by the variables of Python's client: `HF_ENDPOINT`, `HF_TOKEN` (else the token that `hf auth login` left),
 * `HF_HUB_CACHE`, `HF_HOME`.
 *
 * @throws HUB for a token or an endpoint that can be none
 * @example
 * hubOf({ HF_ENDPOINT: 'http://127.0.0.1:8080/' }).endpoint; // 'http://127.0.0.1:8080'
 */
export function hubOf(env: NodeJS.ProcessEnv = process.env): Hub {
  const home = env.HF_HOME || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'huggingface');
  const endpoint = (env.HF_ENDPOINT || 'https://huggingface.co').replace(/\/+$/, '');
  if (!URL.canParse(endpoint) || !/^https?:/.test(endpoint)) {
    throw refuse(
      'HF_ENDPOINT',
      'an address that starts with https://',
      endpoint.slice(0, 200),
      'Correct the variable, or unset it.',
    );
  }
  const token = (
    env.HF_TOKEN ||
    env.HUGGING_FACE_HUB_TOKEN ||
    tokenFile(env.HF_TOKEN_PATH || join(home, 'token'))
  ).trim();
  if (token !== '' && !/^hf_\w+$/.test(token)) {
    throw refuse(
      'HF_TOKEN',
      'a token that starts with hf_',
      'one that does not',
      'Make one in the settings of your account.',
    );
  }
  return {
    endpoint,
    ...(token !== '' && { token }),
    cache: env.HF_HUB_CACHE || env.HUGGINGFACE_HUB_CACHE || join(home, 'hub'),
  };
}

function tokenFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const refuse = (where: string, wanted: string, received: string, todo: string) =>
  expected({ where, expected: wanted, received, todo, code: 'HUB' });
