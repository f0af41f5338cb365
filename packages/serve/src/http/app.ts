import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { type Cancellation, cancellation } from '../batch/cancellation.ts';
import { checkInputs, type ServedFunction, wantedOf } from '../functions/servedFunction.ts';
import { readRequest } from '../protocol/readRequest.ts';
import { refusal } from '../protocol/refusal.ts';
import { writeResponse } from '../protocol/writeResponse.ts';
import { checkPage, tokenCheck } from './access.ts';
import { type Answer, answerOf, errorAnswer, send } from './answer.ts';
import { metadataOf } from './metadata.ts';
import type { Metrics } from './metrics.ts';
import { openApi } from './openApi.ts';
import { page } from './page.ts';
import { readBody } from './readBody.ts';

export interface AppOptions {
  readonly models: ReadonlyMap<string, ServedFunction>;
  readonly version: string;
  readonly host: string;
  readonly token?: string | undefined;
  /** Bytes of a body at most, packed or not. */
  readonly maxBody: number;
  /** Milliseconds from the head of a request to its answer at most. */
  readonly timeout: number;
  readonly metrics: Metrics;
  /** One more request: counts the bytes of its body that are held in memory, until it is answered. */
  readonly taken: () => { hold(bytes: number): void; answered(): void };
  readonly isDraining: () => boolean;
  /** Hears of errors that are faults of ours. */
  readonly fault: (error: unknown) => void;
}

type Env = { Bindings: HttpBindings };
type Request = Context<Env>;

/** The routes of the Open Inference Protocol v2, and those for people and Prometheus. */
export function app(options: AppOptions): Hono<Env> {
  const { models, version, host, token, metrics, isDraining } = options;
  const checkToken = tokenCheck(token);
  const routes = new Hono<Env>();
  routes.use(async (c, next) => {
    // As Node has read them: those of a Request would be copied first, which takes a tenth of a small request's time.
    const { headers } = c.env.incoming;
    checkPage(host, headers);
    if (!c.req.path.startsWith('/v2/health/')) checkToken(headers.authorization);
    await next();
    if (isDraining()) c.header('Connection', 'close');
  });
  routes.onError((error, c) => asResponse(c, errorAnswer(error, options.fault)));
  routes.notFound((c) => asResponse(c, errorAnswer(noRoute(c), options.fault)));

  const server = { name: 'latentkit', version, extensions: ['binary_tensor_data'] };
  routes.get('/v2', (c) => c.json(server));
  routes.get('/v2/', (c) => c.json(server));
  const health = (c: Request) => c.json({ live: true, ready: !isDraining() }, isDraining() ? 503 : 200);
  routes.get('/v2/health/live', (c) => c.json({ live: true, ready: !isDraining() }));
  routes.get('/v2/health/ready', health);
  routes.get('/v2/models', (c) => c.json({ models: [...models.keys()] }));
  for (const path of ['/v2/models/:model', '/v2/models/:model/versions/:version']) {
    routes.get(path, (c) => {
      const [name, model] = modelOf(models, c);
      return c.json(metadataOf(name, model));
    });
    routes.get(`${path}/ready`, (c) => {
      const [name] = modelOf(models, c);
      return c.json({ name, ready: !isDraining() }, isDraining() ? 503 : 200);
    });
    routes.post(`${path}/infer`, (c) => infer(c, options));
    routes.all(`${path}/infer`, (c) => asResponse(c, errorAnswer(otherMethod(c), options.fault)));
  }
  routes.get('/metrics', async (c) => c.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType }));
  routes.get('/openapi.json', (c) => c.json(openApi(models, version, token !== undefined)));
  routes.get('/', (c) => c.html(page(models)));
  return routes;
}

async function infer(c: Request, options: AppOptions): Promise<Response> {
  const { models, metrics, maxBody, timeout, taken, isDraining } = options;
  const since = performance.now();
  let label = 'unknown';
  const cancelled = cancellation();
  const { incoming, outgoing } = c.env;
  const timer = setTimeout(() => cancelled.cancel(incoming.complete ? late(timeout) : slow(timeout)), timeout);
  const gone = () => !outgoing.writableFinished && cancelled.cancel(slow(timeout));
  outgoing.once('close', gone);
  const { hold, answered } = taken();
  let answer: Answer;
  try {
    const [name, model] = modelOf(models, c);
    label = name;
    const body = await readBody(incoming, { limit: maxBody, hold, cancelled });
    const request = readRequest(body, headerLength(incoming));
    checkInputs(name, model, request);
    const wanted = wantedOf(name, model, request);
    const outputs = await unlessCancelled(model.infer(request.inputs, cancelled), cancelled);
    const named = new Map(outputs.map((output) => [output.name, output]));
    const chosen = [...wanted.keys()].flatMap((output) => named.get(output) ?? []);
    const written = writeResponse(name, chosen, { id: request.id, isBinary: (output) => wanted.get(output) ?? false });
    answer = await answerOf(written, incoming.headers['accept-encoding'] as string | undefined);
  } catch (error) {
    answer = errorAnswer(error, options.fault);
  } finally {
    clearTimeout(timer);
    outgoing.off('close', gone);
    answered();
  }
  metrics.answered(label, answer.status, (performance.now() - since) / 1000);
  return send(outgoing as ServerResponse, isDraining() ? closing(answer) : answer);
}

/** Whoever goes on after the end has to connect again, to another server. */
const closing = (answer: Answer): Answer => ({ ...answer, headers: { ...answer.headers, Connection: 'close' } });

function asResponse(c: Request, { status, headers, body }: Answer): Response {
  return c.body(body as string, status as 400, headers);
}

function modelOf(models: AppOptions['models'], c: Request): [string, ServedFunction] {
  const name = c.req.param('model') ?? '';
  const model = models.get(name);
  const version = c.req.param('version') ?? '1';
  if (model && version === '1') return [name, model];
  throw refusal({
    where: model ? `${name}, version` : 'model',
    expected: model ? '1' : `one of ${[...models.keys()].join(', ')}`,
    received: (model ? version : name).slice(0, 60),
    todo: 'GET /v2/models lists them.',
    code: 'UNKNOWN',
  });
}

function headerLength({ headers }: IncomingMessage): number | undefined {
  const text = headers['inference-header-content-length'] as string | undefined;
  if (text === undefined || /^\d{1,15}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw refusal({
    where: 'Inference-Header-Content-Length',
    expected: 'a whole number of bytes',
    received: text.slice(0, 40),
    todo: 'See the binary tensor data extension.',
  });
}

function unlessCancelled<T>(work: Promise<T>, cancelled: Cancellation): Promise<T> {
  return new Promise((done, fail) => {
    const stay = cancelled.onCancel(fail);
    work.then(done, fail).finally(stay);
  });
}

const late = (timeout: number) =>
  refusal({
    where: 'server',
    expected: `an answer within ${timeout} ms`,
    received: 'none',
    todo: 'Send fewer rows, or start the server with a longer --timeout.',
    code: 'TIMEOUT',
  });

const slow = (timeout: number) =>
  refusal({
    where: 'body',
    expected: `the whole body within ${timeout} ms`,
    received: 'a part of it',
    todo: 'Send it again.',
    code: 'BODY_TIME',
  });

function noRoute(c: Request): Error {
  return refusal({
    where: `${c.req.method} ${c.req.path.slice(0, 60)}`,
    expected: 'a path of the Open Inference Protocol v2',
    received: 'another',
    todo: 'GET /openapi.json lists them.',
    code: 'UNKNOWN',
  });
}

function otherMethod(c: Request): Error {
  return refusal({
    where: `${c.req.method} ${c.req.path.slice(0, 60)}`,
    expected: 'POST',
    received: 'another method',
    todo: 'Send the tensors as the body of a POST.',
    code: 'METHOD',
  });
}
