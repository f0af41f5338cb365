// A table of text larger than memory should be: `latentkit train` over all of its rows, then evaluate and score, with the most memory of each and its time.
//
//   pnpm build && node scripts/large-table.mjs [gigabytes=3] [results.json]
//
// It takes two and a half times the file in the temporary folder, and ends with 1 where a command takes 1 GB or more.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from './bulk/latentkit.mjs';
import { tableWidth, writeTable } from './bulk/tableFile.mjs';

const [, , gigabytes = '3', results] = process.argv;
const main = fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));
const mostMegabytes = 1000;

const folder = mkdtempSync(join(tmpdir(), 'latentkit-table-'));
try {
  const [path, run] = [join(folder, 'table.csv'), join(folder, 'run')];
  const rows = writeTable(path, Number(gigabytes) * 1e9);
  const { size } = statSync(path);
  console.log(`${rows} rows, ${(size / 1e9).toFixed(2)} GB`);
  const model = ['--label', 'state', '--hidden', '32', '--latent-size', '4', '--epochs', '1', '--batch-size', '512'];
  const commands = {
    train: ['train', 'autoencoder', '--data', path, ...model, '--out', run],
    evaluate: ['evaluate', run],
    score: ['score', run, '--data', path, '--out', join(folder, 'energies.npy')],
  };
  /** @type {Record<string, { command: string, megabytes: number, seconds: number, processorSeconds: number, load: number }>} */
  const measured = {};
  for (const [name, args] of Object.entries(commands)) {
    const [started, load] = [performance.now(), Number(loadavg()[0])];
    const { code, output, mostMebibytes, processorSeconds } = await start(main, args, { XDG_CACHE_HOME: folder }).ended;
    if (code !== 0) throw new Error(`latentkit ${args.join(' ')} ended with ${code}: ${output}`);
    const seconds = Math.round((performance.now() - started) / 1000);
    const megabytes = Math.round(mostMebibytes * 1.048576);
    const command = `latentkit ${args.join(' ').replaceAll(`${folder}/`, '')}`;
    measured[name] = { command, megabytes, seconds, processorSeconds, load };
    console.log(`${name}: at most ${megabytes} MB, ${seconds} s (${processorSeconds} s of processor time)`);
  }
  const scored = (statSync(join(folder, 'energies.npy')).size - 128) / 4;
  const { train, epochs, engine, versions } = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'));
  const checks = [...Object.values(measured).map(({ megabytes }) => megabytes < mostMegabytes), scored === rows];
  const passed = checks.filter(Boolean).length;
  console.log(`${passed} passed, ${checks.length - passed} failed`);
  process.exitCode = passed === checks.length ? 0 : 1;
  if (results) {
    const machine = {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      instructions: /\bavx512f\b/.test(readFileSync('/proc/cpuinfo', 'utf8')) ? 'AVX-512' : 'AVX2',
      memoryGiB: Math.round(totalmem() / 2 ** 30),
    };
    const date = new Date().toISOString().slice(0, 10);
    const table = { bytes: size, rows, columns: 19, encodedColumns: tableWidth };
    const result = {
      date,
      machine,
      node: process.versions.node,
      versions,
      engine: engine?.name,
      table,
      train,
      epochs,
      measured,
    };
    writeFileSync(results, `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
