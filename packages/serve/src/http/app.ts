import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { checkInputs, type ServedFunction, wantedOf } from '../functions/servedFunction.ts';
import { readRequest } from '../protocol/readRequest.ts';
import { refusal, statusOf } from '../protocol/refusal.ts';
import { writeResponse } from '../protocol/writeResponse.ts';
import { checkPage, tokenCheck } from './access.ts';
import { metadataOf } from './metadata.ts';
import type { Metrics } from './metrics.ts';
import { openApi } from './openApi.ts';
import { page } from './page.ts';
import { readBody } from './readBody.ts';
import { packed } from './writeBody.ts';

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
    checkPage(host, { host: c.req.header('host'), origin: c.req.header('origin') });
    if (!c.req.path.startsWith('/v2/health/')) checkToken(c.req.header('authorization'));
    await next();
    // Whoever goes on after the end has to connect again, to another server.
    if (isDraining()) c.header('Connection', 'close');
  });
  routes.onError((error, c) => answerError(c, error, options));
  routes.notFound((c) => answerError(c, noRoute(c), options));

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
  }
  routes.get('/metrics', async (c) => c.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType }));
  routes.get('/openapi.json', (c) => c.json(openApi(models, version)));
  routes.get('/', (c) => c.html(page(models)));
  return routes;
}

async function infer(c: Request, options: AppOptions): Promise<Response> {
  const { models, metrics, maxBody, timeout, taken } = options;
  const since = performance.now();
  let label = 'unknown';
  const controller = new AbortController();
  const { incoming, outgoing } = c.env;
  const timer = setTimeout(() => controller.abort(incoming.complete ? late(timeout) : slow(timeout)), timeout);
  const gone = () => !outgoing.writableFinished && controller.abort(slow(timeout));
  outgoing.once('close', gone);
  const { hold, answered } = taken();
  let response: Response;
  try {
    const [name, model] = modelOf(models, c);
    label = name;
    const body = await readBody(incoming, { limit: maxBody, hold, signal: controller.signal });
    const request = readRequest(body, headerLength(c));
    checkInputs(name, model, request);
    const wanted = wantedOf(name, model, request);
    const outputs = await untilAborted(model.infer(request.inputs, controller.signal), controller.signal);
    const named = new Map(outputs.map((output) => [output.name, output]));
    const chosen = [...wanted.keys()].flatMap((output) => named.get(output) ?? []);
    const written = writeResponse(name, chosen, { id: request.id, isBinary: (output) => wanted.get(output) ?? false });
    response = await answer(c, written);
  } catch (error) {
    response = answerError(c, error, options);
  } finally {
    clearTimeout(timer);
    outgoing.off('close', gone);
    answered();
  }
  metrics.answered(label, response.status, (performance.now() - since) / 1000);
  return response;
}

async function answer(c: Request, written: ReturnType<typeof writeResponse>): Promise<Response> {
  const { headerLength } = written;
  const { body, encoding } = await packed(written.body, c.req.header('accept-encoding'));
  return c.body(body as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': headerLength === undefined ? 'application/json' : 'application/octet-stream',
    ...(headerLength !== undefined && { 'Inference-Header-Content-Length': String(headerLength) }),
    ...(encoding && { 'Content-Encoding': encoding, Vary: 'Accept-Encoding' }),
  });
}

function answerError(c: Request, error: unknown, { fault }: AppOptions): Response {
  const status = statusOf(error);
  if (status === 500) fault(error);
  const message = status === 500 ? 'a fault of the server, which it has noted' : (error as Error).message;
  return c.json({ error: message }, status as 400, {
    ...(status === 503 && { 'Retry-After': '1' }),
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    // What is left of the body is not read.
    ...(status === 413 && { Connection: 'close' }),
  });
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

function headerLength(c: Request): number | undefined {
  const text = c.req.header('inference-header-content-length');
  if (text === undefined || /^\d{1,15}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw refusal({
    where: 'Inference-Header-Content-Length',
    expected: 'a whole number of bytes',
    received: text.slice(0, 40),
    todo: 'See the binary tensor data extension.',
  });
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    const stop = () => fail(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(done, fail).finally(() => signal.removeEventListener('abort', stop));
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
