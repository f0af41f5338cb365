import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { statusOf } from '../protocol/refusal.ts';
import type { InferResponse } from '../protocol/writeResponse.ts';
import { packed } from './writeBody.ts';

/** What a client gets. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** An inference response, packed as the client accepts it. @param accepted the header Accept-Encoding */
export async function answerOf(
  { body: whole, headerLength }: InferResponse,
  accepted: string | undefined,
): Promise<Answer> {
  const { body, encoding } = await packed(whole, accepted);
  return {
    status: 200,
    headers: {
      'Content-Type': headerLength === undefined ? 'application/json' : 'application/octet-stream',
      ...(headerLength !== undefined && { 'Inference-Header-Content-Length': String(headerLength) }),
      ...(encoding && { 'Content-Encoding': encoding, Vary: 'Accept-Encoding' }),
    },
    body,
  };
}

/** @param fault hears of errors that are faults of ours, of which a client is told nothing */
export function errorAnswer(error: unknown, fault: (error: unknown) => void): Answer {
  const status = statusOf(error);
  if (status === 500) fault(error);
  const message = status === 500 ? 'an internal error of the server, which it has logged' : (error as Error).message;
  return {
    status,
    headers: {
      'Content-Type': 'application/json',
      ...(status === 503 && { 'Retry-After': '1' }),
      ...(status === 405 && { Allow: 'POST' }),
      ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    },
    body: JSON.stringify({ error: message }),
  };
}

/** Bytes of a body that is copied once more to be sent with its head. */
const small = 16_384;

/** Writes it to the connection at once. A Response makes a stream of the body first, which took a fifth of the time of a small request. */
export function send(outgoing: ServerResponse, { status, headers, body }: Answer): Response {
  outgoing.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  // Head and body of a text are one write, which costs the system less than two; each byte is a letter of latin1.
  if (typeof body !== 'string' && body.length <= small)
    outgoing.end(Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1'), 'latin1');
  else outgoing.end(body);
  return RESPONSE_ALREADY_SENT;
}
