// Many rows: encoded with as much memory as few; in parts by processes that are killed, as an Indexed Job of Kubernetes starts them, the parts joined are the
// bytes of one process; a table of text, read in pieces with as much memory as one of a third of its size.
//
//   node scripts/bulk-check.mjs [--rows 2500000] [--main apps/cli/dist/main.js]
//
// Needs the packages built. Ten million rows take 320 MB of disk, and half a minute each way.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { start } from './bulk/latentkit.mjs';
import { writeRows } from './bulk/rowsFile.mjs';
import { writeTable } from './bulk/tableFile.mjs';
import { root } from './check/tool.mjs';

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '2500000' },
    main: { type: 'string', default: join(root, 'apps', 'cli', 'dist', 'main.js') },
  },
});
const [rows, main] = [Number(flags.rows), resolve(flags.main)];
/** A file of this many rows is read a batch at a time: 64 MiB. */
const fewRows = 2_100_000;
const shards = 8;
/** What a process with its engine takes, and what memory may grow by whatever the rows. */
const [mostMebibytes, mostGrowth] = [700, 150];
/**
 * Bytes of text, of which a table that is held takes four times as much, so 488 MiB more; one that is read in pieces may take this many more: what waits for the
 * garbage collector differs by 50 MiB between runs, and a table of 16 MB ends before it has grown.
 */
const [shortText, longText, mostTextGrowth] = [64e6, 192e6, 150];

const reads = fileURLToPath(new URL('bulk/readTable.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'latentkit-bulk-'));
const totals = { passed: 0, failed: 0 };

/** @param {string} name @param {boolean} ok @param {string} [detail] */
function report(name, ok, detail = '') {
  totals[ok ? 'passed' : 'failed']++;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}${detail ? `: ${detail}` : ''}`);
}

/** @param {readonly string[]} args */
async function latentkit(...args) {
  const ended = await start(main, args).ended;
  if (ended.code !== 0) throw new Error(`latentkit ${args.join(' ')} ended with ${ended.code}: ${ended.output}`);
  return ended;
}

/** @param {readonly Buffer[]} bytes */
const sha256 = (bytes) => bytes.reduce((hash, some) => hash.update(some), createHash('sha256')).digest('hex');

/** The numbers of a .npy file. @param {string} path */
const numbersIn = (path) => readFileSync(path).subarray(128);

try {
  writeRows(join(folder, 'train.npy'), 4000);
  writeRows(join(folder, 'few.npy'), fewRows);
  writeRows(join(folder, 'rows.npy'), rows);
  const run = join(folder, 'run');
  const small = ['--hidden', '32', '--latent-size', '4', '--epochs', '1', '--no-report'];
  await latentkit('train', 'vae', '--data', join(folder, 'train.npy'), ...small, '--out', run);
  /** @param {string} name @param {string} out */
  const encode = (name, out) => ['encode', run, '--data', join(folder, name), '--out', join(folder, out)];

  const few = await latentkit(...encode('few.npy', 'few-codes.npy'));
  const started = Date.now();
  const many = await latentkit(...encode('rows.npy', 'codes.npy'));
  const seconds = (Date.now() - started) / 1000;
  const { size } = statSync(join(folder, 'codes.npy'));
  report(`${rows} rows encoded`, size === 128 + rows * 4 * 4, `${seconds.toFixed(1)} s`);
  const grown = many.mostMebibytes - few.mostMebibytes;
  report(
    'memory does not follow the rows',
    many.mostMebibytes < mostMebibytes && grown < mostGrowth,
    `${many.mostMebibytes.toFixed(0)} MiB at most, ${few.mostMebibytes.toFixed(0)} for ${fewRows} rows`,
  );

  const tables = [];
  for (const bytes of [shortText, longText]) {
    const path = join(folder, `table-${bytes}.csv`);
    const written = writeTable(path, bytes);
    const { code, output, mostMebibytes } = await start(reads, [path, folder]).ended;
    if (code !== 0) throw new Error(output);
    tables.push({ whole: Number(output) === written, mostMebibytes });
  }
  const [short, long] = tables.map(({ mostMebibytes }) => mostMebibytes);
  report(
    'memory does not follow the bytes of a table of text',
    tables.every(({ whole }) => whole) && Number(long) - Number(short) < mostTextGrowth,
    `${long?.toFixed(0)} MiB at most for ${longText / 1e6} MB, ${short?.toFixed(0)} for ${shortText / 1e6} MB`,
  );

  const parts = [...encode('few.npy', 'parts'), '--shards', String(shards), '--format', 'npy'];
  let kills = 0;
  for (let index = 0; index < shards; index++) {
    const env = { JOB_COMPLETION_INDEX: String(index) };
    if (index % 2 === 0) {
      const lost = start(main, parts, env);
      await wait(600 + 150 * index);
      if (lost.kill()) kills++;
      await lost.ended;
    }
    const { code, output } = await start(main, parts, env).ended;
    if (code !== 0) throw new Error(output);
  }
  const names = readdirSync(join(folder, 'parts'))
    .filter((name) => name.startsWith('part-'))
    .sort();
  report(
    `${shards} parts after ${kills} kills, and nothing else`,
    names.length === shards && readdirSync(join(folder, 'parts')).length === shards + 1,
  );
  const joined = sha256(names.map((name) => numbersIn(join(folder, 'parts', name))));
  report(
    'the parts joined are the bytes of one process',
    joined === sha256([numbersIn(join(folder, 'few-codes.npy'))]),
  );
} catch (error) {
  report('bulk-check', false, error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
