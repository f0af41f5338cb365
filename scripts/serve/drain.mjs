import { Agent } from 'node:http';
import { ask, decodeRequest, inParallel } from './ask.mjs';

const count = 1000;

/**
 * SIGTERM among 1 000 requests that come one after the other: each is answered whole and right, and then the server ends by itself.
 *
 * @param {() => Promise<import('./serving.mjs').Server>} start
 * @param {{ keepAlive: boolean, report: (what: string, holds: boolean, detail?: string) => void }} options keepAlive: connections are used again
 */
export async function checkDrain(start, { keepAlive, report }) {
  const server = await start();
  const agent = new Agent({ keepAlive, maxSockets: 32 });
  const codes = Array.from({ length: 8 }, (_, i) => [i / 4 - 1, 0.5, -0.25, i % 3]);
  const path = '/v2/models/digits.decoder/infer';
  const wanted = await Promise.all(
    codes.map(async (code) => imageOf(await ask(server.address, path, { body: decodeRequest(code) }))),
  );
  /** @type {{ answered: number, refused: number, broken: number, other: number }} */
  const found = { answered: 0, refused: 0, broken: 0, other: 0 };
  /** @type {string[]} */
  const details = [];
  let readyAfter = 0;
  await inParallel(32, count, async (i) => {
    if (i === count * 0.3) {
      server.child.kill('SIGTERM');
      // The signal is on its way for a moment.
      for (let tries = 0; tries < 50 && readyAfter !== 503; tries++)
        readyAfter = (await ask(server.address, '/v2/health/ready')).status;
    }
    const body = decodeRequest(/** @type {number[]} */ (codes[i % 8]), `r${i}`);
    try {
      const answer = await ask(server.address, path, { agent, body });
      const right = answer.status === 200 && imageOf(answer) === wanted[i % 8] && idOf(answer) === `r${i}`;
      found[right ? 'answered' : 'other']++;
      if (!right) details.push(`${answer.status} ${answer.body.toString().slice(0, 200)}`);
    } catch (error) {
      const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
      found[code === 'ECONNREFUSED' ? 'refused' : 'broken']++;
      if (code !== 'ECONNREFUSED') details.push(message);
    }
  });
  const code = await server.exited;
  agent.destroy();
  const said = Object.entries(found).map(([name, number]) => `${number} ${name}`);
  const how = keepAlive ? 'on connections used again' : 'each on a connection of its own';
  report(
    `SIGTERM among ${count} requests ${how}: all are answered`,
    found.answered === count,
    [...said, ...details.slice(0, 3)].join(', '),
  );
  report('health said that it was not ready', readyAfter === 503, String(readyAfter));
  report('exit code 0', code === 0, `${code} ${server.errors().trim()}`);
}

/** @param {import('./ask.mjs').Answer} answer */
const imageOf = ({ body }) => JSON.stringify(JSON.parse(body.toString()).outputs?.[0]?.data);
/** @param {import('./ask.mjs').Answer} answer */
const idOf = ({ body }) => JSON.parse(body.toString()).id;
