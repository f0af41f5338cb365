import { Agent } from 'node:http';
import { gzipSync } from 'node:zlib';
import { ask, decodeRequest, inParallel } from './ask.mjs';
import { mutated } from './mutated.mjs';

/** Valid requests of every kind, to be changed. */
function requests() {
  const floats = Buffer.from(Float32Array.of(0.5, -1, 2, 0).buffer);
  const binary = Buffer.from(
    JSON.stringify({
      inputs: [{ name: 'code', datatype: 'FP32', shape: [1, 4], parameters: { binary_data_size: 16 } }],
      parameters: { binary_data_output: true },
    }),
  );
  /** @param {string} name @param {string} datatype @param {number[]} shape @param {unknown[]} data */
  const tensor = (name, datatype, shape, data) => ({ name, datatype, shape, data });
  /** @param {...object} inputs */
  const json = (...inputs) => Buffer.from(JSON.stringify({ id: 'a', inputs, outputs: [] }));
  const row = tensor('observation', 'FP32', [2, 4], [170, 60, 0, 1, 160, 50, 1, 0]);
  const caption = tensor('prompt', 'BYTES', [1], ['a red circle']);
  /** @type {[model: string, body: Buffer, headers: Record<string, string>][]} */
  const made = [
    ['digits.decoder', json(tensor('code', 'FP32', [1, 4], [0, 1, 2, 3]), tensor('class', 'INT32', [1], [3])), {}],
    ['digits.decoder', Buffer.concat([binary, floats]), { 'Inference-Header-Content-Length': String(binary.length) }],
    ['digits.decoder', gzipSync(decodeRequest([0, 0, 0, 0])), { 'Content-Encoding': 'gzip' }],
    ['digits.sampler', json(tensor('count', 'INT32', [1], [2]), tensor('seed', 'INT32', [1], [7])), {}],
    ['people.score', json(row), {}],
    ['people.reconstruction', json(row), { 'Accept-Encoding': 'gzip' }],
    ['scenes.score', json(tensor('observation', 'UINT8', [1, 2], [0, 0]), caption), {}],
  ];
  return made;
}

/**
 * Requests changed at random, the same ones each time: each gets an answer, 200 or an error of the one who asks, or 503; afterwards all is as before.
 *
 * @param {() => Promise<import('./serving.mjs').Server>} start
 * @param {{ from: number, count: number, report: (what: string, holds: boolean, detail?: string) => void }} options
 */
export async function checkMutations(start, { from, count, report }) {
  const server = await start();
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const path = '/v2/models/digits.decoder/infer';
  const before = (await ask(server.address, path, { body: decodeRequest([1, 2, 3, 4]) })).body.toString();
  const valid = requests();
  /** @type {Map<number, number>} */
  const statuses = new Map();
  /** @type {string[]} */
  const wrong = [];
  await inParallel(16, count, async (i) => {
    const seed = from + i;
    const { model, body, headers } = mutated(/** @type {any} */ (valid[seed % valid.length]), seed);
    const answer = await ask(server.address, `/v2/models/${model}/infer`, { agent, body, headers }).catch((error) => ({
      status: 0,
      body: Buffer.from(String(error)),
    }));
    const { status } = answer;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const fine = status === 200 || (status >= 400 && status < 500) || status === 503;
    const oneLine = status === 200 || isError(answer.body);
    if (!fine || !oneLine) wrong.push(`case ${seed}: ${status} ${answer.body.toString().slice(0, 200)}`);
  });
  agent.destroy();
  const said = [...statuses].sort(([a], [b]) => a - b).map(([status, number]) => `${number} × ${status}`);
  report(
    `${count} changed requests: each answered with 200, 4xx or 503`,
    wrong.length === 0,
    [...said, ...wrong.slice(0, 10)].join(', '),
  );
  const after = (await ask(server.address, path, { body: decodeRequest([1, 2, 3, 4]) })).body.toString();
  report('afterwards the same request gets the same answer', after === before);
  const text = (await ask(server.address, '/metrics')).body.toString();
  report('nothing waits or is in flight', /waiting_rows 0\n/.test(text) && /requests_in_flight 0\n/.test(text));
  report(
    'exit code 0, no fault of the server',
    (await server.end()) === 0 && !server.errors().includes('fault'),
    server.errors().trim().slice(0, 1000),
  );
}

/** @param {Buffer} body */
function isError(body) {
  try {
    const { error } = JSON.parse(body.toString());
    return typeof error === 'string' && !error.includes('\n');
  } catch {
    return false;
  }
}
