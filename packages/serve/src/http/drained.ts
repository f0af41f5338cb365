import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

/** Milliseconds without a request after which a connection that was just made is taken for idle. */
const quiet = 250;

/** Milliseconds without a request after which no client is taken to be on its way. */
const still = 500;

/** Milliseconds between two looks. */
const pause = 10;

/**
 * Ends a server without breaking a request. It goes on as before until no request has come for half a second, for `grace` milliseconds at most,
 * while health says that it is not ready and each answer closes its connection; then it listens no more, what has connected is answered, and
 * idle connections are closed.
 *
 * @param options.grace milliseconds: a connection made in the moment in which a socket stops listening is reset by the system, so clients are
 *   given time to look elsewhere
 * @param options.timeout of a request: nothing is waited for longer
 */
export async function drained(
  server: Server,
  { grace, timeout, inFlight }: { grace: number; timeout: number; inFlight: () => number },
): Promise<void> {
  const asked = performance.now();
  let last = asked;
  // Looks without a request. Time alone would count what a busy machine keeps this process from running, while requests wait to be seen.
  let looks = 0;
  for (const event of ['connection', 'request'])
    server.on(event, () => {
      last = performance.now();
      looks = 0;
    });
  for (; looks < still / pause && performance.now() - asked < grace; looks++) await wait(pause);
  await emptyTurn();
  const closed = new Promise<void>((done) => {
    // Of http, it would close connections whose first request is on its way.
    NetServer.prototype.close.call(server, () => done());
  });
  const since = performance.now();
  const isBusy = () => inFlight() > 0 || performance.now() - Math.max(last, since) < quiet;
  while (isBusy() && performance.now() - since < timeout) await wait(pause);
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), quiet);
  await closed;
  clearTimeout(late);
}

/** A turn of the event loop that had nothing to do: who has connected before it is accepted, and would be cut off otherwise. */
async function emptyTurn(): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    const begin = performance.now();
    await nextTurn();
    if (performance.now() - begin < 0.1) return;
  }
}
