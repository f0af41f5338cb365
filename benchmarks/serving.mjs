// What it brings a server to compute rows of several requests together: requests per second of `latentkit serve`, and of the same with `--max-batch 1`.
//
//   pnpm build && node --import tsx benchmarks/serving.mjs [--turns 6] [--seconds 2] [--clients 64] [--json results.json]
//
// Both servers stay alive and take turns, each turn begun by the other one, so that whatever else the machine does meets both. A figure is a median over
// turns. It ends with 1 where a model has less than three times the throughput of unbatched.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serve, train } from './serving/command.mjs';
import { load } from './serving/load.mjs';
import { machine } from './src/report/machine.ts';

const { values: flags } = parseArgs({
  options: {
    turns: { type: 'string', default: '6' },
    seconds: { type: 'string', default: '2' },
    clients: { type: 'string', default: '64' },
    json: { type: 'string' },
  },
});
const [turns, ms, clients] = [Number(flags.turns), 1000 * Number(flags.seconds), Number(flags.clients)];

/** Answers before the first turn: as many are needed until V8 has compiled what is used. */
const warmUp = 4000;

/** Asked for one row each, an image of bytes. @type {[run: string, fn: string, input: string, shape: number[]][]} */
const asked = [
  ['vae', 'encoder', 'observation', [1, 28, 28, 1]],
  ['vae', 'reconstruction', 'observation', [1, 28, 28, 1]],
  ['vae', 'score', 'observation', [1, 28, 28, 1]],
  ['conv', 'encoder', 'observation', [1, 28, 28, 1]],
];

/** @param {string} model @param {string} name @param {number[]} shape */
function requestBytes(model, name, shape) {
  const size = shape.reduce((product, next) => product * next, 1);
  const head = JSON.stringify({
    inputs: [{ name, datatype: 'UINT8', shape, parameters: { binary_data_size: size } }],
    parameters: { binary_data_output: true },
  });
  const values = Buffer.from(Uint8Array.from({ length: size }, (_, i) => (i * 37) % 256));
  const lines = [
    `POST /v2/models/${model}/infer HTTP/1.1`,
    'Host: 127.0.0.1',
    `Content-Length: ${head.length + size}`,
    `Inference-Header-Content-Length: ${head.length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n${head}`), values]);
}

const modes = /** @type {const} */ (['batched', 'unbatched']);

/** @param {readonly number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const folder = mkdtempSync(join(tmpdir(), 'latentkit-serving-'));
try {
  const short = ['--data', 'mnist', '--examples', '256', '--epochs', '1'];
  await train(folder, 'vae', ...short, '--out', 'vae');
  await train(folder, 'convolutional-autoencoder', ...short, '--out', 'conv');
  const servers = {
    batched: await serve(folder, 'vae', 'conv'),
    unbatched: await serve(folder, 'vae', 'conv', '--max-batch', '1'),
  };
  const rows = [];
  for (const [name, fn, input, shape] of asked) {
    const model = `${name}.${fn}`;
    const request = requestBytes(model, input, shape);
    /** @type {{ batched: number[], unbatched: number[], p50: { batched: number[], unbatched: number[] }, cpu: { batched: number[], unbatched: number[] } }} */
    const found = {
      batched: [],
      unbatched: [],
      p50: { batched: [], unbatched: [] },
      cpu: { batched: [], unbatched: [] },
    };
    /** @param {'batched' | 'unbatched'} mode @param {(answers: number, ms: number) => boolean} until */
    const ask = (mode, until) => {
      const { host, port } = servers[mode];
      return load({ host, port, clients, request, until });
    };
    for (const mode of modes) await ask(mode, (answers) => answers >= warmUp);
    for (let turn = 0; turn < turns; turn++) {
      for (const mode of turn % 2 ? modes.toReversed() : modes) {
        await ask(mode, (_, passed) => passed >= ms / 8);
        const before = servers[mode].mainThreadMs();
        const { answers, ms: took, latencies } = await ask(mode, (_, passed) => passed >= ms);
        found.cpu[mode].push((servers[mode].mainThreadMs() - before) / answers);
        found[mode].push((1000 * answers) / took);
        found.p50[mode].push(latencies[latencies.length >> 1] ?? Number.NaN);
      }
    }
    const ratios = found.batched.map((rate, i) => rate / /** @type {number} */ (found.unbatched[i]));
    const row = {
      model,
      batched: Math.round(median(found.batched)),
      unbatched: Math.round(median(found.unbatched)),
      ratio: Number(median(ratios).toFixed(2)),
      ratios: ratios.map((ratio) => Number(ratio.toFixed(2))),
      mainThreadMs: {
        batched: Number(median(found.cpu.batched).toFixed(3)),
        unbatched: Number(median(found.cpu.unbatched).toFixed(3)),
      },
      medianMs: {
        batched: Number(median(found.p50.batched).toFixed(1)),
        unbatched: Number(median(found.p50.unbatched).toFixed(1)),
      },
    };
    rows.push(row);
    const { batched, unbatched } = row.mainThreadMs;
    console.log(
      `${model}: ${row.batched} requests/s, unbatched ${row.unbatched}, ratio ${row.ratio}; main thread ${batched} ms per request, unbatched ${unbatched}`,
    );
  }
  for (const server of Object.values(servers)) await server.end();
  const passed = rows.filter(({ ratio }) => ratio >= 3).length;
  console.log(`${passed} passed, ${rows.length - passed} failed`);
  process.exitCode = passed === rows.length ? 0 : 1;
  if (flags.json !== undefined) {
    /** @param {string} path */
    const version = (path) =>
      JSON.parse(readFileSync(new URL(`../${path}/package.json`, import.meta.url), 'utf8')).version;
    const versions = {
      latentkit: version('apps/cli'),
      hono: version('packages/serve/node_modules/hono'),
      'onnxruntime-node': version('packages/compile/node_modules/onnxruntime-node'),
    };
    const date = new Date().toISOString().slice(0, 10);
    const result = { date, machine: machine(), versions, clients, turns, secondsOfATurn: ms / 1000, rows };
    writeFileSync(flags.json, `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
