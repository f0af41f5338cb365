// How fast a table is read, from CSV and from Parquet, beside pandas, polars and DuckDB: into a table, and on into standardised float32 rows to train on.
//
//   pnpm build && node scripts/reading-speed.mjs [results.json] [python with pandas, polars, duckdb and pyarrow, python3 by default] [megabytes=100] [turns=7]
//
// Each reader is a process of its own that stays alive, and they take turns. A ratio is of medians, theirs ÷ ours: above 1, ours is faster.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { writeTable } from './bulk/tableFile.mjs';

/** @typedef {{ path: string, into: 'table' | 'rows' }} Asked */
/** @typedef {{ seconds: number, processorSeconds: number, rows: number }} Took */

/** The process of our reader. */
async function serve() {
  const { csvFile, parquetFile, readTable } = createRequire(new URL('../apps/cli/package.json', import.meta.url))(
    '@latentkit/datasets/node',
  );
  console.log(JSON.stringify({ version: process.versions.node }));
  for await (const line of createInterface(process.stdin)) {
    const { path, into } = /** @type {Asked} */ (JSON.parse(line));
    const [started, used] = [performance.now(), process.cpuUsage()];
    const read = path.endsWith('.csv') ? csvFile : parquetFile;
    const result = into === 'table' ? await readTable(path) : await read(path, { label: 'state' });
    const { user, system } = process.cpuUsage(used);
    const rows = result.rows.train ? result.rows.train.length + result.rows.test.length : result.rows;
    console.log(
      JSON.stringify({ seconds: (performance.now() - started) / 1000, processorSeconds: (user + system) / 1e6, rows }),
    );
  }
}

/** A reader that is asked over its stdin. @param {string} command @param {readonly string[]} args */
async function reader(command, args) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${args.join(' ')} has ended`);
    return JSON.parse(value);
  };
  const { version } = await next();
  return {
    version: String(version),
    /** @param {Asked} asked @returns {Promise<Took>} */
    async ask(asked) {
      child.stdin.write(`${JSON.stringify(asked)}\n`);
      return next();
    },
    end: () => child.stdin.end(),
  };
}

/** @param {readonly number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** @param {string | undefined} results @param {string} python @param {number} megabytes @param {number} turns */
async function main(results, python, megabytes, turns) {
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-reading-'));
  const load = Number(loadavg()[0]);
  try {
    const files = { csv: join(folder, 'table.csv'), parquet: join(folder, 'table.parquet') };
    const rows = writeTable(files.csv, megabytes * 1e6);
    const packed = spawnSync(
      python,
      [
        '-c',
        'import sys, pandas; pandas.read_csv(sys.argv[1]).to_parquet(sys.argv[2], index=False)',
        files.csv,
        files.parquet,
      ],
      { encoding: 'utf8' },
    );
    if (packed.status !== 0) throw new Error(`python: ${packed.stderr}`);
    const peers = fileURLToPath(new URL('../benchmarks/peers/reading.py', import.meta.url));
    /** @type {Record<string, Awaited<ReturnType<typeof reader>>>} */
    const readers = { latentkit: await reader(process.execPath, [fileURLToPath(import.meta.url), 'serve']) };
    for (const name of ['pandas', 'polars', 'duckdb']) readers[name] = await reader(python, [peers, name]);
    const names = Object.keys(readers);
    const table = [];
    for (const format of /** @type {const} */ (['csv', 'parquet'])) {
      for (const into of /** @type {const} */ (['table', 'rows'])) {
        /** @type {Record<string, Took[]>} */
        const took = Object.fromEntries(names.map((name) => [name, []]));
        for (let turn = -1; turn < turns; turn++) {
          for (let i = 0; i < names.length; i++) {
            const name = String(names[(i + turn + 1) % names.length]);
            const one = await /** @type {typeof readers[string]} */ (readers[name]).ask({ path: files[format], into });
            if (one.rows !== rows) throw new Error(`${name} read ${one.rows} of ${rows} rows`);
            // The first turn compiles and fills caches.
            if (turn >= 0) took[name]?.push(one);
          }
        }
        const of = (/** @type {string} */ name, /** @type {'seconds' | 'processorSeconds'} */ what) =>
          median((took[name] ?? []).map((one) => one[what]));
        const medians = Object.fromEntries(
          names.map((name) => [name, { seconds: of(name, 'seconds'), processorSeconds: of(name, 'processorSeconds') }]),
        );
        const ratios = Object.fromEntries(
          names.slice(1).map((name) => [
            name,
            {
              seconds: of(name, 'seconds') / of('latentkit', 'seconds'),
              processorSeconds: of(name, 'processorSeconds') / of('latentkit', 'processorSeconds'),
            },
          ]),
        );
        table.push({ format, into, medians, ratios });
        const shown = names
          .slice(1)
          .map(
            (name) => `${name} ${ratios[name]?.processorSeconds.toFixed(2)} (wall ${ratios[name]?.seconds.toFixed(2)})`,
          );
        console.log(
          `${format} into ${into}: ${medians.latentkit?.processorSeconds.toFixed(2)} s of processor time; ${shown.join(', ')}`,
        );
      }
    }
    for (const one of Object.values(readers)) one.end();
    if (!results) return;
    const machine = {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      instructions: /\bavx512f\b/.test(readFileSync('/proc/cpuinfo', 'utf8')) ? 'AVX-512' : 'AVX2',
      load,
    };
    const versions = Object.fromEntries(
      names.map((name) => [name === 'latentkit' ? 'node' : name, readers[name]?.version]),
    );
    const date = new Date().toISOString().slice(0, 10);
    const bytes = Object.fromEntries(Object.entries(files).map(([format, path]) => [format, statSync(path).size]));
    writeFileSync(
      results,
      `${JSON.stringify({ date, machine, versions, rows, columns: 19, bytes, turns, table }, null, 2)}\n`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [, , first, python = 'python3', megabytes = '100', turns = '7'] = process.argv;
if (first === 'serve') await serve();
else await main(first, python, Number(megabytes), Number(turns));
