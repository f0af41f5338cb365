import { Agent } from 'node:http';
import { ask, decodeRequest, inParallel } from './ask.mjs';

/**
 * Far more than can be answered: each request is answered or refused with 503 and Retry-After, memory stays flat, and afterwards all is as before.
 *
 * @param {() => Promise<import('./serving.mjs').Server>} start
 * @param {(what: string, holds: boolean, detail?: string) => void} report
 */
export async function checkOverload(start, report) {
  const server = await start();
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const path = '/v2/models/digits.reconstruction/infer';
  const image = Array.from({ length: 784 * 8 }, (_, i) => i % 256);
  const body = JSON.stringify({
    inputs: [{ name: 'observation', datatype: 'UINT8', shape: [8, 28, 28, 1], data: image }],
  });
  /** @type {Map<number | string, number>} */
  const statuses = new Map();
  let patient = true;
  const load = (/** @type {number} */ count) =>
    inParallel(256, count, async () => {
      const found = await ask(server.address, path, { agent, body }).then(
        ({ status, headers }) => {
          if (status === 503 && headers['retry-after'] === undefined) patient = false;
          return status;
        },
        (error) => error.message,
      );
      statuses.set(found, (statuses.get(found) ?? 0) + 1);
    });
  const memory = async () => {
    const { body } = await ask(server.address, '/metrics');
    return Number(/^process_resident_memory_bytes (\S+)/m.exec(body.toString())?.[1]) / 2 ** 20;
  };
  /** @type {number[]} */
  const sizes = [];
  for (let i = 0; i < 6; i++) {
    await load(1500);
    sizes.push(await memory());
  }
  agent.destroy();
  const said = [...statuses].map(([status, count]) => `${count} × ${status}`).join(', ');
  report(
    'overload: answered or refused, nothing else',
    [...statuses.keys()].every((status) => status === 200 || status === 503),
    said,
  );
  report('overload: some of both', (statuses.get(200) ?? 0) > 0 && (statuses.get(503) ?? 0) > 0, said);
  report('overload: Retry-After with each 503', patient);
  const [early, late] = [Math.max(...sizes.slice(0, 3)), Math.min(...sizes.slice(3))];
  report(
    'overload: memory stays flat',
    late < 1.2 * early + 16,
    `${sizes.map((size) => size.toFixed(0)).join(', ')} MiB`,
  );
  const after = await ask(server.address, '/v2/models/digits.decoder/infer', { body: decodeRequest([0, 0, 0, 0]) });
  report('overload: as before afterwards', after.status === 200);
  report('overload: exit code 0', (await server.end()) === 0, server.errors().trim());
}
