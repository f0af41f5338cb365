import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import type { Cancellation } from '../batch/cancellation.ts';
import { refusal } from '../protocol/refusal.ts';

interface Limits {
  /** Bytes of one body. */
  readonly limit: number;
  /** Counts bytes that are held in memory. @throws OVERLOAD */
  readonly hold: (bytes: number) => void;
  /** When there is no more time; its reason is thrown. */
  readonly cancelled: Cancellation;
}

/**
 * The bytes of a request, unpacked. Neither what comes nor what it unpacks to is held beyond the limit.
 *
 * @throws BODY_SIZE, ENCODING, OVERLOAD, REQUEST for bytes that do not unpack
 */
export async function readBody(incoming: IncomingMessage, { limit, hold, cancelled }: Limits): Promise<Uint8Array> {
  const length = incoming.headers['content-length'];
  if (length !== undefined && Number(length) > limit) throw tooLarge(limit, `${length} bytes`);
  const encoding = incoming.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  return collected(unpacked(incoming, encoding), incoming, { limit, hold, cancelled });
}

function unpacked(incoming: IncomingMessage, encoding: string): Readable {
  if (encoding === 'identity') return incoming;
  if (encoding === 'gzip' || encoding === 'x-gzip') return incoming.pipe(createGunzip());
  if (encoding === 'deflate') return incoming.pipe(createInflate());
  throw refusal({
    where: 'Content-Encoding',
    expected: 'gzip, deflate or identity',
    received: encoding.slice(0, 40),
    todo: 'Send the body in one of them.',
    code: 'ENCODING',
  });
}

function collected(
  stream: Readable,
  incoming: IncomingMessage,
  { limit, hold, cancelled }: Limits,
): Promise<Uint8Array> {
  return new Promise((done, fail) => {
    const parts: Buffer[] = [];
    let size = 0;
    let stay = () => {};
    const end = (error?: unknown) => {
      stay();
      incoming.off('close', gone);
      stream.removeAllListeners('data');
      if (error === undefined) return done(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts));
      if (stream !== incoming) {
        incoming.unpipe();
        stream.destroy();
      }
      // The rest is read and forgotten: most clients hear an answer only when they have sent everything.
      incoming.resume();
      fail(error);
    };
    const gone = () => !incoming.complete && end(brokenOff);
    incoming.on('close', gone);
    stay = cancelled.onCancel(end);
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) return end(tooLarge(limit, 'more'));
      try {
        hold(chunk.length);
        parts.push(chunk);
      } catch (error) {
        end(error);
      }
    });
    stream.on('end', () => end());
    stream.on('error', (cause) => end(stream === incoming ? brokenOff : notPacked(cause)));
  });
}

const tooLarge = (limit: number, received: string) =>
  refusal({
    where: 'body',
    expected: `at most ${limit} bytes`,
    received,
    todo: 'Send fewer rows, or start the server with a larger --max-body.',
    code: 'BODY_SIZE',
  });

const notPacked = (cause: Error) =>
  refusal({
    where: 'body',
    expected: 'bytes as Content-Encoding says',
    received: cause.message,
    todo: 'Send the right Content-Encoding.',
    cause,
  });

const brokenOff = refusal({
  where: 'body',
  expected: 'a whole one',
  received: 'the beginning of one',
  todo: 'Send it again.',
});
