// Published figures made again: trains and judges what a name stands for, prints the row and keeps it in benchmarks/results/reproduce.json, which
// the site shows.
//
//   node scripts/reproduce.mjs <name…> [--seeds 0,1]        names: scripts/reproduce/rows.mjs
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from './bootstrap/child.mjs';
import { root } from './check/tool.mjs';
import { rows } from './reproduce/rows.mjs';
import { reachedOf, verdictOf } from './reproduce/verdict.mjs';

const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '0,1' } },
});
const seeds = flags.seeds.split(',').map(Number);
const unknown = names.find((name) => !(name in rows));
if (names.length === 0 || unknown !== undefined || !seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0)) {
  const known = Object.keys(rows).join(', ');
  console.error(
    `reproduce: expected names of ${known} and --seeds 0,1,…, received ${process.argv.slice(2).join(' ') || 'none'}.`,
  );
  process.exit(2);
}

const tsx = pathToFileURL(createRequire(join(root, 'package.json')).resolve('tsx')).href;
const command = ['--import', tsx, '--conditions', '@latentkit/source', join(root, 'apps', 'cli', 'src', 'main.ts')];

/** @param {string[]} args @returns {Promise<string>} what the command printed */
async function latentkit(args) {
  const { code, output } = await run(process.execPath, [...command, ...args], { cwd: root, onLine: () => {} });
  if (code !== 0) throw new Error(`latentkit ${args.join(' ')} ended with ${code}: ${output}`);
  return output;
}

const file = join(root, 'benchmarks', 'results', 'reproduce.json');
/** @type {Record<string, object>} */
const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).rows : {};
const folder = mkdtempSync(join(tmpdir(), 'latentkit-reproduce-'));
try {
  for (const name of names) {
    const { title, figure, published, theirs, train, evaluate, read } =
      /** @type {import('./reproduce/rows.mjs').Row} */ (rows[name]);
    const started = Date.now();
    const reached = [];
    for (const seed of seeds) {
      const out = join(folder, `${name}-${seed}`);
      await latentkit(['train', ...train, '--seed', String(seed), '--out', out]);
      const printed = await latentkit(['evaluate', out, ...evaluate, '--json']);
      reached.push(read(JSON.parse(printed.slice(printed.indexOf('{')))));
    }
    const ours = { seeds, reached, ...reachedOf(reached) };
    const row = {
      ...{ title, figure, published, theirs, command: `latentkit train ${train.join(' ')}`, ...ours },
      ...{
        seconds: Math.round((Date.now() - started) / 1000 / seeds.length),
        date: new Date().toISOString().slice(0, 10),
      },
      ...{
        machine: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`,
        verdict: verdictOf(ours, published[0]),
      },
    };
    kept[name] = row;
    console.log(
      `${name}: ${reached.map((value) => value.toPrecision(5)).join(', ')}: ${row.verdict}, ${row.seconds} s a seed`,
    );
    writeFileSync(file, `${JSON.stringify({ rows: kept }, undefined, 2)}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
