import { parseArgs } from 'node:util';
import { rows } from './rows.mjs';

/**
 * @typedef {{ names: string[], seeds: number[], epochs: string | undefined, runs: string | undefined, small: boolean }} Asked
 */

const known = Object.keys(rows);
const measuredElsewhere = known.filter((name) => 'benchmark' in /** @type {object} */ (rows[name]));

const usage = `node scripts/reproduce.mjs <name…> [--seeds 0,1] [--epochs n] [--runs folder]
node scripts/reproduce.mjs --small [name…]

Trains and judges what a name stands for, prints the row and keeps it in benchmarks/results/reproduce.json.

  --seeds 0,1      one run per seed
  --epochs n       instead of the epochs of the row
  --runs folder    keeps the runs there; one that was stopped goes on
  --small          a run of seconds per row, of which nothing is kept: does each still learn?

Names: ${known.join(', ')}`;

/**
 * What a command line asks for; a text where it only asks for help.
 *
 * @param {string[]} args
 * @returns {Asked | string}
 * @throws {Error} of one line that says what was expected
 */
export function asked(args) {
  const { flags, positionals } = parsed(args);
  if (flags.help) return usage;
  const small = flags.small ?? false;
  const names =
    small && positionals.length === 0 ? known.filter((name) => !measuredElsewhere.includes(name)) : positionals;
  if (names.length === 0 || !names.every((name) => known.includes(name)))
    throw refused(`one or more of ${known.join(', ')}`, names.find((name) => !known.includes(name)) ?? 'no name');
  const seeds = (flags.seeds ?? '0,1').split(',');
  if (!seeds.every(isWhole) || new Set(seeds).size < seeds.length)
    throw refused('--seeds of whole numbers that differ, as in 0,1', flags.seeds);
  if (flags.epochs !== undefined && !(isWhole(flags.epochs) && Number(flags.epochs) > 0))
    throw refused('--epochs of a whole number above 0', flags.epochs);
  const own = names.find((name) => measuredElsewhere.includes(name));
  if (own !== undefined && (small || flags.seeds !== undefined || flags.epochs !== undefined)) {
    const { benchmark } = /** @type {import('./rows.mjs').Kept} */ (rows[own]);
    const program = benchmark.replace('.json', '.mjs');
    throw refused(
      `no --seeds, --epochs or --small for ${own}, which is read from benchmarks/results/${benchmark}: measure it by benchmarks/${program}`,
      args.join(' '),
    );
  }
  return { names, seeds: seeds.map(Number), epochs: flags.epochs, runs: flags.runs, small };
}

/** @param {string[]} args */
function parsed(args) {
  try {
    const { values: flags, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean' },
        seeds: { type: 'string' },
        epochs: { type: 'string' },
        runs: { type: 'string' },
        small: { type: 'boolean' },
      },
    });
    return { flags, positionals };
  } catch {
    throw refused('names, --seeds, --epochs and --runs with a value each, --small or --help', args.join(' '));
  }
}

/** @param {string} text */
const isWhole = (text) => /^\d+$/.test(text) && Number.isSafeInteger(Number(text));

/** @param {string} expected @param {string | undefined} received */
const refused = (expected, received) =>
  new Error(`reproduce: expected ${expected}, received ${received || 'nothing'}.`);
