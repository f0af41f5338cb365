// Published figures made again: trains and judges what a name stands for, prints the row and keeps it in benchmarks/results/reproduce.json, which
// the site shows.
//
//   node scripts/reproduce.mjs <name…> [--seeds 0,1] [--epochs n] [--runs folder]      names: scripts/reproduce/rows.mjs
//   node scripts/reproduce.mjs --small [name…]      seconds per row, keeps nothing: does each still learn?
//
// With --runs, runs are kept in that folder, and one that was stopped goes on: for schedules of days.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './check/tool.mjs';
import { asked } from './reproduce/asked.mjs';
import { commandOf, machine, programmed, runName, trained } from './reproduce/measure.mjs';
import { rows } from './reproduce/rows.mjs';
import { publishedOf, reachedOf, verdictOf } from './reproduce/verdict.mjs';

const wanted = understood();
const { names, seeds, epochs, runs } = wanted;
const extra = epochs === undefined ? [] : ['--epochs', epochs];

const file = join(root, 'benchmarks', 'results', 'reproduce.json');
const folder = runs ?? mkdtempSync(join(tmpdir(), 'latentkit-reproduce-'));
try {
  if (wanted.small) process.exitCode = await small();
  else for (const name of names) await reproduce(name);
} catch (error) {
  console.error(`reproduce: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  if (runs === undefined) rmSync(folder, { recursive: true, force: true });
}

/** The command line; help and refusals end here. */
function understood() {
  try {
    const answer = asked(process.argv.slice(2));
    if (typeof answer !== 'string') return answer;
    console.log(answer);
    process.exit();
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
    process.exit(2);
  }
}

/**
 * @param {import('./reproduce/rows.mjs').Trained | import('./reproduce/rows.mjs').Programmed} row
 * @param {string[]} more flags that win over the row's @param {{ name: string, seed: number }} of
 */
function measure(row, more, { name, seed }) {
  return 'train' in row
    ? trained(row, more, { seed, out: join(folder, runName(runOf(row) ?? name, more, seed)) })
    : programmed(row, more, seed);
}

/** The first row that trains what this one does: they share the run. @param {import('./reproduce/rows.mjs').Trained} row */
function runOf({ train }) {
  return Object.keys(rows).find((name) => /** @type {any} */ (rows)[name].train === train);
}

/** Read each time, as a row takes minutes in which others may be written. @returns {Record<string, any>} */
function keptRows() {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).rows : {};
}

/** Every seed, and the row as it is kept. @param {string} name */
async function reproduce(name) {
  const row = /** @type {import('./reproduce/rows.mjs').Row} */ (rows[name]);
  const { title, figure, theirs, note } = row;
  const measured = 'benchmark' in row ? benchmarked(row) : await overSeeds(row, name);
  const { reached, besides, ...run } = measured;
  const kept = keptRows();
  const published = publishedOf(row, { besides, beside: row.beside && kept[row.beside] });
  const ours = { ...run, reached, ...reachedOf(reached) };
  kept[name] = {
    title,
    figure,
    published,
    theirs,
    ...(note && { note }),
    ...ours,
    verdict: verdictOf(ours, published[0]),
  };
  console.log(
    `${name}: ${reached.map((value) => value.toPrecision(5)).join(', ')}: ${kept[name].verdict}, ${run.seconds} s a seed`,
  );
  const ordered = Object.keys(rows).filter((name) => name in kept);
  writeFileSync(
    file,
    `${JSON.stringify({ rows: Object.fromEntries(ordered.map((name) => [name, kept[name]])) }, undefined, 2)}\n`,
  );
}

/** @param {import('./reproduce/rows.mjs').Kept} row */
function benchmarked({ benchmark, read }) {
  return { ...read(JSON.parse(readFileSync(join(root, 'benchmarks', 'results', benchmark), 'utf8'))), besides: [] };
}

/** @param {import('./reproduce/rows.mjs').Trained | import('./reproduce/rows.mjs').Programmed} row @param {string} name */
async function overSeeds(row, name) {
  const all = [];
  for (const seed of seeds) {
    const measured = await measure(row, extra, { name, seed });
    if (measured === undefined) throw new Error(`${name}: python3 with pip is not there.`);
    all.push(measured);
  }
  return {
    ...{ command: commandOf(row, extra), seeds, reached: all.map(({ reached }) => reached) },
    ...{ seconds: Math.round(all.reduce((sum, { seconds }) => sum + seconds, 0) / all.length) },
    ...{ date: new Date().toISOString().slice(0, 10), machine: machine() },
    besides: all.flatMap(({ beside }) => (beside ? [beside] : [])),
  };
}

/** The short form of each row: its figure lies where it must, or, beside another program's, their ratio does. */
async function small() {
  let [passed, failed, skipped] = [0, 0, 0];
  for (const name of names) {
    const row = /** @type {import('./reproduce/rows.mjs').Row} */ (rows[name]);
    if ('benchmark' in row) continue;
    const measured = await measure(row, row.small, { name, seed: 0 });
    if (measured === undefined) {
      skipped++;
      console.log(`skipped ${name}: python3 with pip is not there`);
      continue;
    }
    const { reached, beside } = measured;
    const value = beside ? reached / beside.value : reached;
    const [least, most] = row.within;
    const holds = value >= least && value <= most;
    holds ? passed++ : failed++;
    console.log(`${holds ? 'ok' : 'FAILED'} ${name}: ${value.toPrecision(5)}, expected ${least} to ${most}`);
  }
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0 ? 0 : 1;
}
