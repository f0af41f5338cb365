import type { Server } from 'node:http';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

/**
 * Ends a server without breaking a request. For `grace` milliseconds it goes on as before, while health says that it is not ready and each answer
 * closes its connection; then it listens no more, what is in flight is answered, and idle connections are closed.
 *
 * @param options.timeout of a request: nothing is waited for longer
 */
export async function drained(
  server: Server,
  { grace, timeout, inFlight }: { grace: number; timeout: number; inFlight: () => number },
): Promise<void> {
  await wait(grace);
  // Right after the sockets have been looked at: who has just connected is not cut off.
  await nextTurn();
  const closed = new Promise<void>((done) => {
    server.close(() => done());
  });
  const end = performance.now() + timeout;
  while (inFlight() > 0 && performance.now() < end) await wait(10);
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), Math.min(timeout, 1000));
  await closed;
  clearTimeout(late);
}
