import { expected, isLatentKitError, type LatentKitError } from '@latentkit/errors';
import { type HubAddress, hubText } from './address.ts';
import type { Hub } from './hub.ts';

export type Doing = 'read' | 'write';

/** What the hub answered, in one line that says what to do; never with a header, so never with the token. */
export function hubFailure(
  cause: unknown,
  address: HubAddress,
  { hub, doing }: { hub: Hub; doing: Doing },
): LatentKitError {
  if (isLatentKitError(cause)) return cause;
  const { statusCode } = cause as { statusCode?: unknown };
  const line =
    typeof statusCode === 'number'
      ? answered(statusCode, { hub, doing })
      : {
          expected: `an answer of ${hub.endpoint}`,
          received: reasonOf(cause),
          todo: 'Check the connection and HF_ENDPOINT, and run again: what came is kept.',
        };
  return expected({ where: hubText(address), ...line, code: 'HUB', cause });
}

function answered(status: number, { hub: { token }, doing }: { hub: Hub; doing: Doing }) {
  const right = doing === 'write' ? 'a token that may write there' : 'a public repository, or a token that may read it';
  const received = `${status} from the hub, ${token === undefined ? 'without a token' : 'with the token given'}`;
  switch (status) {
    case 401:
      return {
        expected: right,
        received,
        todo:
          token === undefined
            ? 'Set HF_TOKEN to a token of your account; check the name too, since a repository that is not there is answered so.'
            : 'The token is unknown or has run out: make a new one and set HF_TOKEN.',
      };
    case 403:
      return { expected: right, received, todo: 'Take a token with the right to write, or ask the owner for access.' };
    case 404:
      return {
        expected: 'a repository, revision and file that are there',
        received,
        todo:
          token === undefined ? 'Check the name; a private one needs HF_TOKEN.' : 'Check the name and the revision.',
      };
    case 409:
    case 412:
      return {
        expected: 'a branch that nobody else changes meanwhile',
        received: `${status} from the hub: another commit came first`,
        todo: 'Run it again.',
      };
    case 429:
      return { expected: 'fewer requests', received, todo: 'Wait some minutes and run again: what came is kept.' };
    default:
      return {
        expected: 'a successful answer of the hub',
        received,
        todo:
          status >= 500 ? 'The hub is in trouble: wait and run again, what came is kept.' : 'Check name and revision.',
      };
  }
}

/** Errors of fetch say "fetch failed", the reason below them. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { message = '', code = '' } = (cause.cause ?? {}) as { message?: string; code?: string };
  return message || code || cause.message;
}
