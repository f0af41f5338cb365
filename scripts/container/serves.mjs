import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { start } from './image.mjs';

/**
 * A run served by an image as `docker run` would, asked, and ended as `docker stop` does.
 *
 * @param {import('./image.mjs').Image} image
 * @param {string} runs  a folder with the run `spiral`, of points
 * @param {(what: string, holds: boolean, detail?: string) => void} report
 */
export async function serves(image, runs, report) {
  const { Entrypoint: serve, Healthcheck, StopSignal, User } = image.config;
  const version = start(image, ['latentkit', '--version']);
  report('the command is on the path', (await version.exited) === 0, version.printed().trim());
  const refused = start(image, [...serve, 'spiral'], { runs });
  const [code, line] = [await refused.exited, refused.printed().trim()];
  report('without a token it says so in one line', code === 2 && /^[^\n]*LATENTKIT_TOKEN[^\n]*$/.test(line), line);

  const port = await freePort();
  const token = 'token-of-this-check';
  const env = [`LATENTKIT_TOKEN=${token}`];
  const server = start(image, [...serve, 'spiral', '--port', String(port)], { env, runs });
  try {
    const address = `http://127.0.0.1:${port}/v2`;
    const isReady = () =>
      fetch(`${address}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    const until = Date.now() + 300_000;
    while (!(await isReady()) && server.child.exitCode === null && Date.now() < until)
      await new Promise((wake) => setTimeout(wake, 200));
    report('/v2/health/ready says yes', await isReady(), server.printed().trim());
    // The container's own question is for the port that it has by default.
    const health = () =>
      start(
        image,
        Healthcheck.Test.slice(1).map((part) => part.replace(':8000', `:${port}`)),
      ).exited;
    report('its own health check too', (await health()) === 0);
    const owner = /^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))?.[1];
    report('the process is of an ordinary user', Number(owner) > 0, `${User}, ${owner}`);

    const body = JSON.stringify({
      inputs: [{ name: 'observation', datatype: 'FP32', shape: [2, 2], data: [0, 1, 2, 3] }],
    });
    const infer = (/** @type {Record<string, string>} */ headers) =>
      fetch(`${address}/models/spiral.encoder/infer`, { method: 'POST', body, headers });
    report('without the token: 401', (await infer({})).status === 401);
    const answer = await (await infer({ authorization: `Bearer ${token}` })).json();
    const [code0] = answer.outputs ?? [];
    const isWhole = code0?.shape.join() === '2,1' && code0.data.every(Number.isFinite);
    report('codes of two points', isWhole, JSON.stringify(code0 ?? answer));

    const began = performance.now();
    server.child.kill(/** @type {NodeJS.Signals} */ (StopSignal));
    const ended = await server.exited;
    const seconds = (performance.now() - began) / 1000;
    // `docker stop` kills after ten.
    report(`${StopSignal} ends it`, ended === 0 && seconds < 10, `exit ${ended} after ${seconds.toFixed(1)} s`);
    report('and its health check says so', (await health()) === 1);
  } finally {
    server.child.kill('SIGKILL');
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });
}
