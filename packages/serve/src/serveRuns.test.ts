import { rename } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Engine } from '@latentkit/core';
import { subset } from '@latentkit/datasets';
import { expected } from '@latentkit/errors';
import type { SamplerEntry } from '@latentkit/report';
import { decoded, encoded, energies, type OpenRun, posteriors, usedRows } from '@latentkit/runs';
import { smallImages } from '@latentkit/test-kit/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { known, people, trained } from '../testing/trained.ts';
import { type RunService, type ServeOptions, serveRuns } from './index.ts';

let images: OpenRun;
let table: OpenRun;
let service: RunService;
const serve = (options: Partial<ServeOptions> = {}) =>
  serveRuns({
    runs: [{ name: 'images', run: images }],
    samplers: known.samplers,
    maxBatch: 4,
    grace: 0,
    ...options,
  });

/** A server of the images, whose engine waits so long before each batch once it is ready. */
async function slowly(ms: number, options: Partial<ServeOptions>) {
  let isReady = false;
  const program: Engine['program'] = async (step, state) => {
    const made = await images.engine.program(step, state);
    return {
      async run(...given) {
        if (isReady) await wait(ms);
        return made.run(...given);
      },
      read: () => made.read(),
      dispose: () => made.dispose(),
    };
  };
  const run: OpenRun = { ...images, engine: { ...images.engine, program } };
  const at = await serve({ runs: [{ name: 'images', run }], ...options });
  isReady = true;
  return at;
}

beforeAll(async () => {
  images = await trained({ model: 'conditional-vae', data: await smallImages(), hidden: [8], latentSize: 2 });
  table = await trained({ model: 'vae', data: await people(), hidden: [4], latentSize: 1 });
  service = await serve({
    runs: [
      { name: 'images', run: images },
      { name: 'table', run: table },
    ],
  });
});
afterAll(async () => {
  await service.drain();
  images.model.dispose();
  table.model.dispose();
});

const get = (path: string, from = service) => fetch(new URL(path, from.address));
const post = (
  model: string,
  body: unknown,
  { headers = {}, at = service }: { headers?: HeadersInit; at?: RunService } = {},
) =>
  fetch(new URL(`/v2/models/${model}/infer`, at.address), {
    method: 'POST',
    headers,
    body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body),
  });
const tensor = (name: string, datatype: string, shape: readonly number[], data: ArrayLike<unknown>) => ({
  name,
  datatype,
  shape,
  data: Array.from(data),
});
type Answer = { error: string; outputs: { name: string; datatype: string; shape: number[]; data: number[] }[] };
async function outputs(model: string, inputs: readonly object[], rest: object = {}) {
  const response = await post(model, { inputs, ...rest });
  const { error, outputs } = (await response.json()) as Answer;
  expect(error).toBeUndefined();
  return Object.fromEntries(outputs.map((output) => [output.name, output]));
}
const close = (found: ArrayLike<number> | undefined, wanted: ArrayLike<number>, digits = 5) => {
  expect(found).toHaveLength(wanted.length);
  Array.from(found ?? []).forEach((value, i) => {
    expect(value).toBeCloseTo(wanted[i] as number, digits);
  });
};

describe('functions give what the library gives', () => {
  const rows = async () => {
    const { y, label } = await usedRows(images, { split: 'test' });
    return { y, bytes: y.values as Uint8Array, label: [...(label?.values ?? [])] };
  };
  const shape = [16, 8, 8, 1];

  it('encoder and posterior, of bytes and of floats', async () => {
    const { y, bytes } = await rows();
    const floats = Array.from(bytes, (byte) => byte / 255);
    const wanted = (await encoded(images, y)).values;
    for (const input of [tensor('observation', 'UINT8', shape, bytes), tensor('observation', 'FP32', shape, floats)]) {
      const { code } = await outputs('images.encoder', [input]);
      expect(code).toMatchObject({ datatype: 'FP32', shape: [16, 2] });
      close(code?.data, wanted);
    }
    const both = await posteriors(table, (await usedRows(table, { split: 'all' })).y);
    const plan = Array.from({ length: 48 }, (_, i) => [150 + i, 50 + ((7 * i) % 30), ...(i % 2 ? [0, 1] : [1, 0])]);
    const found = await outputs('table.posterior', [tensor('observation', 'FP64', [48, 4], plan)]);
    close(found.mean?.data, both?.mean.values ?? []);
    close(found.logVariance?.data, both?.logVariance.values ?? []);
  });

  it('decoder, with the mean over classes or of a class, as floats and as bytes', async () => {
    const codes = { values: Float32Array.of(0, 0, 1, -1), shape: [2, 2] };
    const code = tensor('code', 'FP32', [2, 2], codes.values);
    const { reconstruction, reconstructionBytes } = await outputs('images.decoder', [code]);
    const wanted = (await decoded(images, codes)).values;
    close(reconstruction?.data, wanted);
    expect(reconstructionBytes?.data).toEqual(Array.from(wanted, (value) => Math.round(255 * value)));
    const given = images.entry.given?.(images.model, 1) as OpenRun['model'];
    const ofClass = await outputs('images.decoder', [code, tensor('class', 'INT64', [2], [1, 1])]);
    close(ofClass.reconstruction?.data, (await decoded({ ...images, model: given }, codes)).values);
  });

  it('score, with the class that the energy needs', async () => {
    const { bytes, label } = await rows();
    const test = await usedRows(images, { split: 'test' });
    const inputs = [tensor('observation', 'UINT8', shape, bytes), tensor('class', 'INT32', [16], label)];
    const { energy, ...terms } = await outputs('images.score', inputs);
    // Of each row alone: what is drawn does not depend on the rows beside it.
    for (const row of [0, 5, 15]) {
      const wanted = await energies(images, subset(test, Int32Array.of(row)));
      expect(energy?.data[row]).toBeCloseTo(wanted.energy[0] as number, 3);
      expect(Object.keys(terms)).toEqual(Object.keys(wanted.terms));
    }
  });

  it('rows of a table in their own units, in and out', async () => {
    const row = tensor('observation', 'FP32', [1, 4], [170, 60, 0, 1]);
    const { reconstruction } = await outputs('table.reconstruction', [row]);
    const [height, weight] = reconstruction?.data ?? [];
    expect(height).toBeGreaterThan(140);
    expect(height).toBeLessThan(210);
    expect(weight).toBeGreaterThan(40);
    expect(weight).toBeLessThan(90);
  });

  it('sampler: a function of its seed, and as many as asked for', async () => {
    const sample = (seed: number) =>
      outputs('images.sampler', [tensor('count', 'INT32', [1], [3]), tensor('seed', 'INT32', [1], [seed])]);
    const first = await sample(1);
    expect(first.observation?.shape).toEqual([3, 8, 8, 1]);
    expect(await sample(1)).toEqual(first);
    expect((await sample(2)).code?.data).not.toEqual(first.code?.data);
    close(first.observation?.data, (await outputs('images.decoder', [{ ...first.code }])).reconstruction?.data ?? []);
  });
});

describe('the sampler of a model without a prior', () => {
  let plain: OpenRun;
  let file: string;
  beforeAll(async () => {
    file = await people();
    plain = await trained({ model: 'autoencoder', data: file, hidden: [4], latentSize: 2 });
  });
  afterAll(() => plain.model.dispose());
  const four = { inputs: [tensor('count', 'INT32', [1], [4])] };
  const { normal } = known.samplers as { readonly normal: SamplerEntry };
  const withNormal = (fit: typeof normal.fit) => ({ ...known.samplers, normal: { ...normal, fit } });

  it('is fitted once, when it is first asked for, and draws what `latentkit sample` draws', async () => {
    let fits = 0;
    const fit: typeof normal.fit = (run, options) => {
      fits++;
      return normal.fit(run, options);
    };
    const at = await serve({ runs: [{ name: 'plain', run: plain }], samplers: withNormal(fit) });
    expect(at.models).toContain('plain.sampler');
    expect(fits).toBe(0);
    const answers = await Promise.all([1, 2, 3].map(() => post('plain.sampler', four, { at })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(fits).toBe(1);
    const { outputs } = (await (answers[0] as Response).json()) as Answer;
    const data = outputs.find(({ name }) => name === 'code')?.data;
    const sampler = await normal.fit(plain, { codes: 5000, components: 10, seed: 0 });
    close(data, sampler.sample(4, { seed: 0 }).values);
    await at.drain();
  });

  it('says why it cannot draw, and tries again', async () => {
    let fits = 0;
    const fit: typeof normal.fit = (run, options) => {
      if (fits++ > 0) return normal.fit(run, options);
      return Promise.reject(expected({ where: 'x', expected: 'rows', received: 'none', todo: 'Add.', code: 'DATA' }));
    };
    const at = await serve({ runs: [{ name: 'plain', run: plain }], samplers: withNormal(fit) });
    const refused = await post('plain.sampler', four, { at });
    expect(refused.status).toBe(503);
    expect(((await refused.json()) as Answer).error).toBe(
      'plain.sampler: expected codes of the training data, to which it is fitted once, received an error (x: expected rows, received none. Add.). Whoever runs the server can mend it.',
    );
    expect((await post('plain.sampler', four, { at })).status).toBe(200);
    await at.drain();
  });

  it('is not there where the data are gone, which is told at the start', async () => {
    await rename(file, `${file}.moved`);
    const notices: string[] = [];
    const at = await serve({ runs: [{ name: 'plain', run: plain }], notice: (text) => notices.push(text) });
    expect(at.models).not.toContain('plain.sampler');
    expect(at.models).toContain('plain.decoder');
    expect(notices).toEqual([
      `plain.sampler is not there: --data: expected the data of the run at ${file}, received no such file. Move it back, or say with --data <path> where it is now.`,
    ]);
    await at.drain();
    await rename(`${file}.moved`, file);
  });
});

describe('protocol', () => {
  const code = tensor('code', 'FP32', [1, 2], [0, 0]);

  it('tells of itself', async () => {
    expect(await (await get('/v2')).json()).toMatchObject({ name: 'latentkit', extensions: ['binary_tensor_data'] });
    expect(await (await get('/v2/health/live')).json()).toEqual({ live: true, ready: true });
    expect(await (await get('/v2/health/ready')).json()).toEqual({ live: true, ready: true });
    expect(await (await get('/v2/models/images.decoder/versions/1/ready')).json()).toMatchObject({ ready: true });
    expect(await (await get('/v2/models/images.encoder')).json()).toMatchObject({
      name: 'images.encoder',
      versions: ['1'],
      inputs: [{ name: 'observation', datatype: 'FP32', shape: [-1, 8, 8, 1] }],
      outputs: [{ name: 'code', datatype: 'FP32', shape: [-1, 2] }],
    });
    const { models } = (await (await get('/v2/models')).json()) as { models: string[] };
    const { paths } = (await (await get('/openapi.json')).json()) as { paths: object };
    for (const model of models) expect(paths).toHaveProperty([`/v2/models/${model}/infer`]);
    expect(await (await get('/')).text()).toContain('<code>table.score</code>');
  });

  it('binary tensors, packed both ways', async () => {
    const values = Float32Array.from({ length: 400 }, (_, i) => Math.sin(i));
    const input = { name: 'code', datatype: 'FP32', shape: [200, 2], parameters: { binary_data_size: 1600 } };
    const head = Buffer.from(JSON.stringify({ inputs: [input], parameters: { binary_data_output: true } }));
    const body = gzipSync(Buffer.concat([head, new Uint8Array(values.buffer)]));
    const headers = { 'Content-Encoding': 'gzip', 'Inference-Header-Content-Length': String(head.length) };
    const response = await post('images.decoder', body, { headers });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const bytes = Buffer.from(await response.arrayBuffer());
    const length = Number(response.headers.get('inference-header-content-length'));
    const [first] = (JSON.parse(bytes.subarray(0, length).toString()) as Answer).outputs;
    expect(first).toMatchObject({ name: 'reconstruction', parameters: { binary_data_size: 4 * 64 * 200 } });
    const floats = new Float32Array(new Uint8Array(bytes.subarray(length, length + 4 * 64 * 200)).buffer);
    close(floats, (await decoded(images, { values, shape: [200, 2] })).values);
  });

  it.each<[string, unknown, number, string]>([
    ['nothing', {}, 404, 'model: expected one of images.encoder'],
    ['images.decoder/versions/2', {}, 404, 'images.decoder, version: expected 1, received 2.'],
    ['images.decoder', Buffer.from('{'), 400, 'body: expected JSON'],
    [
      'images.decoder',
      { inputs: [] },
      400,
      'images.decoder, input code: expected an input of this name, received none.',
    ],
    [
      'images.decoder',
      { inputs: [tensor('z', 'FP32', [1], [0])] },
      400,
      'images.decoder, input z: expected one of code',
    ],
    ['images.decoder', { inputs: [tensor('code', 'FP32', [2], [0, 0])] }, 400, 'expected shape [-1,2]'],
    ['images.decoder', { inputs: [tensor('code', 'FP32', [0, 2], [])] }, 400, 'expected shape [-1,2]'],
    ['images.decoder', { inputs: [tensor('code', 'INT32', [1, 2], [0, 0])] }, 400, 'expected FP32, received INT32.'],
    ['images.decoder', { inputs: [tensor('code', 'FP32', [1, 2], [1e39, 0])] }, 400, 'input code, row 0, number 0'],
    ['images.decoder', { inputs: [code], outputs: [{ name: 'x' }] }, 400, 'images.decoder, output x: expected one of'],
    ['images.decoder', { inputs: [code, tensor('class', 'INT32', [2], [0, 0])] }, 400, 'expected 1 row, as before'],
    ['images.decoder', { inputs: [code, tensor('class', 'INT32', [1], [2])] }, 400, 'expected a class from 0 to 1'],
    ['images.sampler', { inputs: [tensor('count', 'INT32', [1], [0])] }, 400, 'input count: expected a whole number'],
    ['table.encoder', { inputs: [tensor('observation', 'FP64', [1, 4], [0, 1e300, 0, 0])] }, 400, 'row 0, weight'],
  ])('refuses a request of %s in one line: case %#', async (model, body, status, message) => {
    const response = await post(model, body);
    expect(response.status).toBe(status);
    expect(((await response.json()) as Answer).error).toContain(message);
  });

  it('refuses other paths, packings, hosts and origins', async () => {
    expect((await get('/v3')).status).toBe(404);
    const got = await get('/v2/models/images.decoder/infer');
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await post('images.decoder', { inputs: [code] }, { headers: { 'Content-Encoding': 'br' } })).status).toBe(
      415,
    );
    const notPacked = await post('images.decoder', { inputs: [code] }, { headers: { 'Content-Encoding': 'gzip' } });
    expect(notPacked.status).toBe(400);
    expect(
      (await post('images.decoder', { inputs: [code] }, { headers: { Origin: 'http://evil.example' } })).status,
    ).toBe(403);
    expect(await raw('GET /v2 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')).toContain(' 421 ');
  });

  it('counts for Prometheus', async () => {
    await outputs('images.decoder', [code]);
    const text = await (await get('/metrics')).text();
    expect(text).toMatch(/latentkit_requests_total\{model="images.decoder",status="200"\} [1-9]/);
    expect(text).toMatch(/latentkit_batch_rows_count\{model="images.decoder"\} [1-9]/);
    expect(text).toContain('latentkit_waiting_rows 0');
    // Of those that nobody has asked for, none: what was run to be ready is not counted.
    expect(text).not.toMatch(/latentkit_batch_rows_count\{model="table.decoder"\}/);
  });
});

/** What the server answers to these bytes. */
const raw = (text: string) =>
  new Promise<string>((done) => {
    const { hostname, port } = new URL(service.address);
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => done(answer));
  });

describe('limits', () => {
  const rows = (count: number) => ({ inputs: [tensor('code', 'FP32', [count, 2], new Float32Array(2 * count))] });

  it('of bodies, packed or not, and of rows', async () => {
    const at = await serve({ maxBody: 2000, maxQueue: 8 });
    expect((await post('images.decoder', Buffer.alloc(3000), { at })).status).toBe(413);
    const bomb = gzipSync(Buffer.alloc(1_000_000));
    expect(bomb.length).toBeLessThan(2000);
    expect((await post('images.decoder', bomb, { at, headers: { 'Content-Encoding': 'gzip' } })).status).toBe(413);
    // Who sends everything before reading hears it too.
    expect((await post('images.decoder', Buffer.alloc(20_000_000), { at })).status).toBe(413);
    expect((await post('images.decoder', rows(9), { at })).status).toBe(413);
    expect((await post('images.decoder', rows(8), { at })).status).toBe(200);
    await at.drain();
  });

  it('of what waits: 503 with Retry-After, and of time: 504', async () => {
    const at = await slowly(200, { maxQueue: 8, timeout: 60 });
    // The first is computed, another waits.
    const answers = await Promise.all([6, 6, 6].map((count) => post('images.decoder', rows(count), { at })));
    const [busy] = answers.sort((a, b) => a.status - b.status);
    expect(answers.map(({ status }) => status)).toEqual([503, 504, 504]);
    expect(busy?.headers.get('retry-after')).toBe('1');
    await at.drain();
  });

  it('of a host that others reach: a token', async () => {
    await expect(serve({ host: '0.0.0.0' })).rejects.toThrow(
      '--host 0.0.0.0: expected a token in the environment, LATENTKIT_TOKEN, as others reach this host, received none.',
    );
    const at = await serve({ host: '0.0.0.0', token: 'secret' });
    const local: RunService = { ...at, address: at.address.replace('0.0.0.0', '127.0.0.1') };
    expect((await get('/v2/health/ready', local)).status).toBe(200);
    expect((await get('/v2/models', local)).status).toBe(401);
    expect((await post('images.decoder', rows(1), { at: local })).status).toBe(401);
    const headers = { Authorization: 'Bearer secret' };
    expect((await post('images.decoder', rows(1), { at: local, headers })).status).toBe(200);
    await at.drain();
  });
});

it('drain: answers what has come, says that it is not ready, and listens no more', async () => {
  const at = await slowly(100, { grace: 50 });
  const answer = post('images.decoder', { inputs: [tensor('code', 'FP32', [1, 2], [0, 0])] }, { at });
  await new Promise((done) => setTimeout(done, 30));
  const ended = at.drain();
  expect((await get('/v2/health/ready', at)).status).toBe(503);
  expect((await get('/v2/health/live', at)).status).toBe(200);
  const response = await answer;
  expect(response.status).toBe(200);
  expect(((await response.json()) as Answer).outputs[0]?.shape).toEqual([1, 8, 8, 1]);
  await ended;
  await expect(get('/v2', at)).rejects.toThrow('fetch failed');
});
