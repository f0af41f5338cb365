// How long an image from a caption takes: all of its tokens, native and in a page, with keys and values cached and without.
//
//   pnpm build && node benchmarks/imagine.mjs [run of text-to-image] [results.json]
//
// Without a run, one of the default sizes is trained for two steps: how much it has learned does not change the time. Each figure is the least and the
// median of several drawings by a compiled step, and the processor time of one, which other work on the machine hardly changes. It ends with 1 where the
// tokens of one image take more than 100 ms of the processor native or 1 s in the page, or where the cache makes one image, or nine, less than 5 × faster than
// the same sampler that passes over all tokens for each.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, flags } from '@latentkit/browser/chromium';
import { chromium } from 'playwright-core';

const main = fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));
/** What a user of the command has installed. */
const require = createRequire(new URL('../apps/cli/package.json', import.meta.url));
const repeats = 7;

/** What products run on, where the system says so. */
function instructions() {
  const known = ['avx512f', 'avx2'];
  const text = existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : '';
  return known.find((name) => text.includes(name)) ?? process.arch;
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const rounded = (/** @type {number} */ ms) => Math.round(10 * ms) / 10;

/**
 * @param {() => Promise<unknown>} draw
 * @param {number} times
 */
async function timed(draw, times = repeats) {
  await draw();
  const [wall, cpu] = /** @type {[number[], number[]]} */ ([[], []]);
  for (let i = 0; i < times; i++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await draw();
    wall.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1000);
  }
  return { leastMs: rounded(Math.min(...wall)), medianMs: rounded(median(wall)), processorMs: rounded(median(cpu)) };
}

/** One drawing with the cache and without, by the compiled engine on one thread. @param {any} model @param {{ images: number, guidance: number }} how */
async function drawn(model, { images, guidance }) {
  const { table } = require('@latentkit/core');
  const { drawTokens, tokenLayout, tokenReader } = require('@latentkit/models');
  const { textLength } = model.options;
  const sequences = guidance === 1 ? images : 2 * images;
  const engine = oneThread();
  const text = table(new Int32Array(images * textLength).fill(1), [images, textLength]);
  const draw = async (/** @type {any} */ reads) => {
    for await (const _ of drawTokens(reads, tokenLayout(model), { text, guidance }));
  };
  const reader = await tokenReader(model, { engine, sequences });
  // A drawing is short: the first ones are those of JavaScript that is not compiled yet.
  for (let i = 0; i < repeats; i++) await draw(reader);
  const cached = await timed(() => draw(reader), 5 * repeats);
  reader.dispose();
  const whole = await withoutCache(model, engine, sequences);
  const full = await timed(() => draw(whole.reads), 3);
  whole.dispose();
  return { images, guidance, ...cached, withoutCache: full, faster: rounded(full.processorMs / cached.processorMs) };
}

/** The same sampler's reads by one pass over all tokens for each: what has no cache. @param {any} model @param {any} engine @param {number} sequences */
async function withoutCache(model, engine, sequences) {
  const { table } = require('@latentkit/core');
  const { tokenLayout } = require('@latentkit/models');
  const { gather } = require('@tensorflow/tfjs-core');
  const { words, textLength, grid } = tokenLayout(model);
  const [cells, firstIndex] = [grid[0] * grid[1], words.length + 1 + textLength];
  const program = await engine.program((/** @type {any} */ { text, indices, cell }) => {
    const logits = model.logits(text, indices);
    return { text: logits.text, image: gather(logits.image, cell.cast('int32'), 1) };
  }, Object.values(model.variables));
  const captions = table(new Int32Array(sequences * textLength), [sequences, textLength]);
  const indices = table(new Int32Array(sequences * cells), [sequences, ...grid]);
  const rows = Int32Array.from({ length: sequences }, (_, i) => i);
  const run = async (/** @type {number} */ cell) => {
    const inputs = { text: { table: captions, rows }, indices: { table: indices, rows }, cell };
    const { text, image } = await program.run(inputs, { seed: 0, step: cell });
    return { text: text.values, image: image.values };
  };
  const reads = {
    caption(/** @type {Int32Array} */ tokens) {
      rows.forEach((i) => {
        const own = tokens.subarray(i * (textLength + 1) + 1, (i + 1) * (textLength + 1));
        own.forEach((token, place) => {
          captions.values[i * textLength + place] = token > words.length ? 0 : token;
        });
      });
      return run(0);
    },
    async index(/** @type {Int32Array} */ tokens, /** @type {number} */ position) {
      const cell = position - textLength;
      rows.forEach((i) => {
        indices.values[i * cells + cell - 1] = tokens[i] - firstIndex;
      });
      return (await run(cell)).image;
    },
  };
  return { reads, dispose: () => program.dispose() };
}

const oneThread = () => require('@latentkit/compile/node').compiled({ threads: 1 });

/** @param {string} path */
async function native(path) {
  const { catalogue } = require('@latentkit/catalogue');
  const { openRun } = require('@latentkit/runs');
  const { table } = require('@latentkit/core');
  const { drawImages } = require('@latentkit/models');
  const tf = require('@tensorflow/tfjs-core');
  require('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  const engine = oneThread();
  const { model } = await openRun(path, { catalogue: catalogue(), engine });
  const { options, codes } = model;
  const drawings = [];
  for (const how of [
    { images: 1, guidance: 1 },
    { images: 1, guidance: 2 },
    { images: 9, guidance: 1 },
    { images: 9, guidance: 2 },
  ])
    drawings.push(await drawn(model, how));
  const start = performance.now();
  await drawImages(model, { engine, text: table(new Int32Array(options.textLength), [1, options.textLength]) });
  const firstImageMs = rounded(performance.now() - start);
  const parameters = Object.entries(model.variables).filter(([name]) => !name.startsWith('codes/'));
  const sizes = {
    ...{ width: options.width, heads: options.heads, depth: options.depth, words: options.words.length },
    ...{ textLength: options.textLength, tokens: codes.grid[0] * codes.grid[1], entries: codes.size },
    parameters: parameters.reduce((sum, [, variable]) => sum + /** @type {any} */ (variable).size, 0),
  };
  return { sizes, drawings, firstImageMs, lengths: await byLength(options) };
}

/** One image of more and more tokens: the longer, the more a cache spares. Nothing is trained. @param {any} options of the transformer */
async function byLength({ words, textLength, width, heads, depth }) {
  const { convolutionalVectorQuantizedAutoencoder, textToImageModel } = require('@latentkit/models');
  const lengths = [];
  for (const side of [32, 48, 64]) {
    const codes = convolutionalVectorQuantizedAutoencoder({
      ...{ imageShape: [side, side, 3], filters: [16, 32, 64], separateChannels: true, codebookSize: 256 },
    });
    const model = textToImageModel(codes, { words, textLength, width, heads, depth });
    const { processorMs, withoutCache, faster } = await drawn(model, { images: 1, guidance: 1 });
    const tokens = codes.grid[0] * codes.grid[1];
    lengths.push({ tokens, processorMs, withoutCacheMs: withoutCache.processorMs, faster });
    model.dispose();
  }
  return lengths;
}

/** In the explorer's page, by WebAssembly on one thread, decoding and drawing of the picture included. @param {string} path */
async function inPage(path) {
  const found = findChromium();
  if ('missing' in found) return { missing: found.missing };
  const server = spawn(process.execPath, [main, 'explore', path], { stdio: ['ignore', 'pipe', 'inherit'] });
  // The address is its first line.
  const url = await new Promise((done) =>
    server.stdout.setEncoding('utf8').on('data', (text) => {
      const address = /http:\/\/\S+/.exec(text)?.[0];
      if (address) done(address);
    }),
  );
  const browser = await chromium.launch({ executablePath: found.path, args: flags });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(300_000);
    const client = await page.context().newCDPSession(page);
    await client.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async () => {
      const { metrics } = await client.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
    };
    await page.goto(url);
    const numbers = page.locator('p.numbers[data-cells]');
    const times = [];
    const processor = [];
    for (let i = 0; i <= repeats; i++) {
      const before = await busy();
      if (i > 0) await page.getByRole('button', { name: 'Again' }).click();
      await page.waitForFunction(
        (seed) => {
          const line = document.querySelector('p.numbers[data-cells]');
          const all = document.querySelector('.token-grid[role="slider"]')?.getAttribute('aria-valuemax');
          return all && line?.getAttribute('data-cells') === all && line.getAttribute('data-seed') === seed;
        },
        String(1 + i),
      );
      // The first one loads the networks.
      if (i === 0) continue;
      times.push(Number(await numbers.getAttribute('data-milliseconds')));
      processor.push((await busy()) - before);
    }
    const version = `Chromium ${browser.version()}`;
    const processorMs = rounded(median(processor));
    return { guided: { leastMs: Math.min(...times), medianMs: median(times), processorMs }, browser: version };
  } finally {
    await browser.close();
    server.kill('SIGINT');
  }
}

const [given, results] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'latentkit-imagine-'));
try {
  let path = given && resolve(given);
  if (!path) {
    const few = ['--data', 'scenes', '--examples', '64', '--epochs', '1', '--no-report'];
    const train = (/** @type {string[]} */ ...args) =>
      execFileSync(process.execPath, [main, 'train', ...args], { cwd: work });
    train('grid-vq-vae', ...few, '--out', 'tokens');
    train('text-to-image', ...few, '--tokens', 'tokens', '--out', 'words');
    path = join(work, 'words');
  }
  const machine = { cpu: cpus()[0]?.model, instructions: instructions(), cores: cpus().length, node: process.version };
  const measured = await native(path);
  console.error(JSON.stringify(measured));
  const page = await inPage(path);
  const load = loadavg().map((value) => rounded(value));
  const said = { machine, load, native: measured, page };
  console.log(JSON.stringify(said, null, 2));
  if (results)
    writeFileSync(results, `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), ...said }, null, 2)}\n`);
  const [one] = measured.drawings;
  const slow = (one?.processorMs ?? 0) > 100 || ('guided' in page && (page.guided?.processorMs ?? 0) > 1000);
  process.exitCode = slow || measured.drawings.some(({ faster }) => faster < 5) ? 1 : 0;
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit();
