import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { expected } from '@latentkit/errors';
import type { Samplers } from '@latentkit/report';
import { type OpenRun, ownVersion } from '@latentkit/runs';
import { type BatchOptions, busy, lane } from './batch/lane.ts';
import { functionsOf } from './functions/functionsOf.ts';
import type { ServedFunction } from './functions/servedFunction.ts';
import { warmUp } from './functions/warmUp.ts';
import { checkHost } from './http/access.ts';
import { app } from './http/app.ts';
import { drained } from './http/drained.ts';
import { metricsOf } from './http/metrics.ts';

export interface ServeOptions extends Partial<BatchOptions> {
  /** Open runs by the first part of their models' names; the caller disposes of them afterwards. */
  readonly runs: readonly { readonly name: string; readonly run: OpenRun }[];
  /** The samplers of a catalogue; `normal` of them is used for models without a prior. */
  readonly samplers: Samplers;
  /** 127.0.0.1 by default; another one needs a token. */
  readonly host?: string;
  /** A free one by default. */
  readonly port?: number;
  /** What requests have to bring as `Authorization: Bearer …`. */
  readonly token?: string | undefined;
  /** Bytes of a body at most; 16 MiB by default. */
  readonly maxBody?: number;
  /** Milliseconds from a request's head to its answer at most; 30 000 by default. */
  readonly timeout?: number;
  /** Milliseconds after `drain` in which new requests are still answered at most; 10 000 by default. It ends earlier once none has come for 500. */
  readonly grace?: number;
  /** Hears what people should know, one line each. */
  readonly notice?: (text: string) => void;
  /** Hears errors that are faults of ours. */
  readonly fault?: (error: unknown) => void;
}

/** A service that listens. */
export interface RunService {
  readonly address: string;
  /** Names of the models. */
  readonly models: readonly string[];
  /** Not ready any more; what has come is answered; then it listens no more and every connection is closed. */
  drain(): Promise<void>;
}

/**
 * Serve runs by the Open Inference Protocol v2: encoder, decoder, reconstruction, score, posterior, sampler and imagine of each that has them, as models
 * `<run>.<function>`. Rows of requests that come close together are computed together.
 *
 * @throws FLAG for a host that others reach without a token, and for a port that is taken
 * @see Open Inference Protocol v2, with the binary tensor data extension
 */
export async function serveRuns({
  runs,
  samplers,
  host = '127.0.0.1',
  port = 0,
  token,
  maxBatch = 64,
  maxDelay = 2,
  maxQueue = 1024,
  maxBody = 16 * 2 ** 20,
  timeout = 30_000,
  grace = 10_000,
  notice = () => {},
  fault = () => {},
}: ServeOptions): Promise<RunService> {
  checkHost(host, token);
  const batch: BatchOptions = { maxBatch, maxDelay, maxQueue };
  const rows = lane(batch);
  let [inFlight, held] = [0, 0];
  const metrics = metricsOf({ waiting: rows.waiting, inFlight: () => inFlight });
  const models = new Map<string, ServedFunction>();
  let isWarm = false;
  // Only batches of requests are counted.
  const ran: typeof metrics.ran = (...batch) => isWarm && metrics.ran(...batch);
  for (const { name, run } of runs) {
    const runner = { engine: run.engine, batch, lane: rows, ran };
    for (const [model, served] of functionsOf(run, { name, runner, samplers, notice })) models.set(model, served);
  }
  await warmUp(models, batch);
  isWarm = true;
  let draining = false;
  const { fetch } = app({
    models,
    version: ownVersion(),
    host,
    token,
    maxBody,
    timeout,
    metrics,
    fault,
    isDraining: () => draining,
    taken() {
      let own = 0;
      inFlight++;
      return {
        hold(bytes) {
          // Four whole bodies, or as many smaller ones: what waits costs no more memory than this.
          if (held + bytes > 4 * maxBody) throw busy('bodies that fill its memory');
          held += bytes;
          own += bytes;
        },
        answered() {
          held -= own;
          inFlight--;
        },
      };
    },
  });
  const server = createAdaptorServer({
    fetch,
    overrideGlobalObjects: false,
    serverOptions: {
      requestTimeout: timeout + 5000,
      // Longer than clients and proxies keep a connection: one of theirs must not be closed while a request is on its way.
      keepAliveTimeout: 75_000,
      headersTimeout: Math.min(10_000, timeout + 5000),
      maxHeaderSize: 16_384,
    },
  }) as Server;
  await listening(server, host, port);
  const at = server.address() as AddressInfo;
  return {
    address: `http://${at.family === 'IPv6' ? `[${at.address}]` : at.address}:${at.port}/`,
    models: [...models.keys()],
    async drain() {
      draining = true;
      await drained(server, { grace, timeout, inFlight: () => inFlight });
      for (const model of models.values()) model.dispose();
    },
  };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: 'one that is taken',
        EACCES: 'one that needs more rights',
        EADDRNOTAVAIL: 'an address that this machine has not',
        ENOTFOUND: 'a name without an address',
      };
      const isHost = cause.code === 'EADDRNOTAVAIL' || cause.code === 'ENOTFOUND';
      fail(
        expected({
          where: `--host ${host} --port ${port}`,
          expected: 'a free port on an address of this machine',
          received: reasons[cause.code ?? ''] ?? cause.message,
          todo: isHost ? 'Choose another --host.' : 'Choose another --port, or 0 for a free one.',
          code: 'FLAG',
          cause,
        }),
      );
    });
    server.listen({ host, port, backlog: 1024 }, done);
  });
}
