import { createHash, timingSafeEqual } from 'node:crypto';
import { expected } from '@latentkit/errors';
import { refusal } from '../protocol/refusal.ts';

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** @throws FLAG for a host that others reach, without a token */
export function checkHost(host: string, token: string | undefined): void {
  if (loopback.has(host) || token) return;
  throw expected({
    where: `--host ${host}`,
    expected: 'a token in the environment, LATENTKIT_TOKEN, as others reach this host',
    received: 'none',
    todo: 'Set one, or leave --host out for this machine only.',
    code: 'FLAG',
  });
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Refuses a request without the token. @throws TOKEN */
export function tokenCheck(token: string | undefined): (authorization: string | undefined) => void {
  if (!token) return () => {};
  const wanted = digest(`Bearer ${token}`);
  return (authorization = '') => {
    if (timingSafeEqual(digest(authorization), wanted)) return;
    throw refusal({
      where: 'Authorization',
      expected: 'Bearer and the token of this server',
      received: authorization === '' ? 'none' : 'another',
      todo: 'Send the header.',
      code: 'TOKEN',
    });
  };
}

/**
 * On loopback, refuses what a page of another site sends: by a name of its own that leads here (DNS rebinding), or with an Origin that is not ours.
 *
 * @throws HOST, ORIGIN
 */
export function checkPage(
  bound: string,
  { host, origin }: { readonly host?: string | undefined; readonly origin?: string | undefined },
): void {
  if (!loopback.has(bound)) return;
  const named =
    host
      ?.toLowerCase()
      .replace(/:\d+$/, '')
      .replace(/^\[|\]$/g, '') ?? '';
  if (!loopback.has(named)) {
    const todo = 'Use the address that the server printed.';
    throw refusal({ where: 'Host', expected: bound, received: named.slice(0, 60), todo, code: 'HOST' });
  }
  if (origin === undefined || origin.toLowerCase() === `http://${host?.toLowerCase()}`) return;
  const todo = 'Call it from a program or a page of its own.';
  throw refusal({ where: 'Origin', expected: 'none', received: origin.slice(0, 60), todo, code: 'ORIGIN' });
}
