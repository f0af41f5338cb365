import { expected } from '@latentkit/errors';

/** Where a queue is: in this process, or on a server. */
export type QueueAddress =
  | { readonly kind: 'memory' }
  | { readonly kind: 'postgres' | 'redis'; readonly url: string; readonly shown: string };

const protocols: Readonly<Record<string, 'postgres' | 'redis'>> = {
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
  'redis:': 'redis',
  'rediss:': 'redis',
};

/**
 * What the address of a queue means; none is a queue in this process. An address with TLS is `rediss://…` or `postgres://…?sslmode=verify-full`.
 * A password is kept in `url` alone: whatever is printed or written says `shown`.
 *
 * @throws QUEUE for another protocol; the message never holds a password
 * @example
 * const address = queueAddress('redis://me:secret@queue.example:6379');
 * address.kind === 'redis' && address.shown; // 'redis://queue.example:6379'
 */
export function queueAddress(text: string | undefined): QueueAddress {
  if (text === undefined || text === '') return { kind: 'memory' };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const kind = url && protocols[url.protocol];
  if (url === undefined || kind === undefined)
    throw expected({
      where: '--queue',
      expected: 'an address that begins with postgres://, redis:// or rediss://',
      received: url ? url.protocol : 'text that is not an address',
      todo: 'Write --queue redis://localhost:6379, or put the address into LATENTKIT_QUEUE.',
      code: 'QUEUE',
    });
  return { kind, url: text, shown: `${url.protocol}//${url.host}${url.pathname.replace(/^\/$/, '')}` };
}

/** A message without the secrets of an address: libraries may quote what they were given. */
export function withoutSecrets(message: string, address: QueueAddress): string {
  if (address.kind === 'memory') return message;
  const { username, password } = new URL(address.url);
  const written = [...new Set([address.url, password, decoded(password)])].filter((secret) => secret !== '');
  const text = written.reduce((sum, secret) => sum.replaceAll(secret, '***'), message);
  return username && password ? text.replaceAll(`${username}:***@`, '') : text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
