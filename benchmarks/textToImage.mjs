// How much of a caption its image shows: the command trains both stages of text to image on `scenes` with its defaults, and evaluates: attributes are
// read off what is drawn for captions of training images, of test images, and of pairs of colour and shape that no training image shows.
//
//   pnpm build && node benchmarks/textToImage.mjs [seeds, 1,2] [discrete-vae or grid-vq-vae, the latter] [file to write]
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [seeds = '1,2', tokensModel = 'grid-vq-vae', out] = process.argv.slice(2);
const main = process.env.LATENTKIT_MAIN ?? fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));
const work = await mkdtemp(join(tmpdir(), 'text-to-image-'));

/** What `latentkit …` prints, and its seconds. @param {string[]} args */
async function latentkit(...args) {
  const started = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  for await (const piece of child.stdout) printed += piece;
  if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode !== 0) throw new Error(`latentkit ${args.join(' ')}: exit code ${child.exitCode}`);
  return { printed, seconds: Math.round((performance.now() - started) / 1000) };
}

/** @param {string} run @param {string} part */
async function evaluated(run, part) {
  const { printed } = await latentkit('evaluate', run, '--split', part, '--examples', '1000', '--json');
  const { measures } = JSON.parse(printed);
  return Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, Number(value.toPrecision(4))]));
}

const runs = [];
for (const seed of seeds.split(',')) {
  const [tokens, words] = [join(work, `tokens-${seed}`), join(work, `words-${seed}`)];
  const common = ['--data', 'scenes', '--seed', seed, '--no-report', '--out'];
  const first = await latentkit('train', tokensModel, ...common, tokens);
  const second = await latentkit('train', 'text-to-image', '--tokens', tokens, ...common, words);
  const seconds = { tokens: first.seconds, words: second.seconds };
  runs.push({
    seed: Number(seed),
    load: loadavg().map((value) => Math.round(value)),
    seconds,
    tokens: { test: await evaluated(tokens, 'test'), composition: await evaluated(tokens, 'composition') },
    words: {
      train: await evaluated(words, 'train'),
      test: await evaluated(words, 'test'),
      composition: await evaluated(words, 'composition'),
    },
  });
  console.log(JSON.stringify(runs.at(-1)));
  const result = {
    date: new Date().toISOString().slice(0, 10),
    machine: cpus()[0]?.model.trim(),
    cores: cpus().length,
    node: process.version,
    commands: [
      `latentkit train ${tokensModel} --data scenes --seed <seed> --no-report --out runs/tokens`,
      'latentkit train text-to-image --data scenes --seed <seed> --no-report --tokens runs/tokens --out runs/words',
      'latentkit evaluate runs/words --split <part> --examples 1000',
    ],
    runs,
  };
  if (out) await writeFile(out, `${JSON.stringify(result, null, 2)}\n`);
}
await rm(work, { recursive: true });
