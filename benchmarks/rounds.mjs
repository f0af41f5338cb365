// Loss of training in rounds beside plain training, after as many examples: the VAE of MNIST, one seed.
//
//   pnpm build && node --import tsx benchmarks/rounds.mjs benchmarks/results/rounds.json [--hidden 128] [--latent-size 8] [--epochs 10]
//
// It ends with 1 where the defaults of two or four workers end more than 2 % above plain training. Losses do not depend on what else the machine does; those that the file has of
// the same job are kept.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { trained } from './rounds/trained.mjs';
import { machine } from './src/report/machine.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    hidden: { type: 'string', default: '128' },
    'latent-size': { type: 'string', default: '8' },
    epochs: { type: 'string', default: '10' },
  },
});
const most = 0.02;
const job = ['vae', '--data', 'mnist', ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])];
const fixed = ['--seed', '1', '--threads', '1', '--engine', 'compiled'];

/** By what follows `train`. */
const settings = [[], ['--workers', '2'], ['--workers', '4']];
const [path = ''] = positionals;
const before = path && existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
/** @type {{ flags: string, above: number, losses: number[] }[]} */
const kept = before.job === job.join(' ') ? before.rows : [];
const rows = [];
let plain = Number.NaN;
for (const more of settings) {
  const known = kept.find(({ flags }) => flags === more.join(' '));
  const { losses } = known ?? trained([...job, ...fixed, ...more]);
  const loss = Number(losses.at(-1));
  if (more.length === 0) plain = loss;
  const above = loss / plain - 1;
  rows.push({ flags: more.join(' '), loss, above, losses });
  console.log(`${more.join(' ') || 'plain'}: ${loss.toFixed(2)} nats, ${(100 * above).toFixed(2)} % above plain`);
  const result = { date: new Date().toISOString().slice(0, 10), machine: machine(), job: job.join(' '), rows };
  if (path) writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
}
if (rows.some(({ above }) => above > most)) process.exitCode = 1;
