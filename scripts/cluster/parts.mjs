import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeRows } from '../bulk/rowsFile.mjs';
import { counts, ledgerOf } from './command.mjs';

/** Parts that end between two kills. */
const between = 3;

/** So many that a part takes about a tenth of a second, and kills meet parts at work. */
const rowsPerPart = 60_000;

/**
 * Rows encoded in parts over a queue, while workers are killed and, every sixth time, the command itself: the parts joined are the bytes of one process.
 *
 * @param {import('./sweeps.mjs').Bench} bench
 * @param {{ server: import('./servers.mjs').Server, workers: number, shards: number, kills: number }} options
 */
export async function partsKilled({ start, folder, random, totals }, { server, workers, shards, kills }) {
  const queue = server.url.replace('PORT', String(server.port));
  /** @param {string[]} args */
  const done = async (...args) => {
    const { code, output } = await start(args).ended;
    if (code !== 0) throw new Error(`latentkit ${args.join(' ')} ended with ${code}: ${output}`);
  };
  writeRows(join(folder, 'rows.npy'), rowsPerPart * shards + 7);
  const network = ['--hidden', '256,256', '--examples', '5000', '--epochs', '1'];
  await done('train', 'vae', '--data', 'rows.npy', ...network, '--no-report', '--out', 'encoder');
  const asked = ['encode', 'encoder', '--data', 'rows.npy', '--engine', 'compiled'];
  await done(...asked, '--out', 'whole.npy');

  const parts = [...asked, '--shards', String(shards), '--format', 'npy', '--out', 'parts'];
  const newWorker = () => start(['worker', '--workers', '1'], { queue });
  const hands = Array.from({ length: workers }, newWorker);
  let command = start(parts, { queue });
  const written = () => ledgerOf(join(folder, 'parts')).filter(({ kind }) => kind === 'done').length;
  let made = 0;
  while (made < kills) {
    const until = written() + between;
    let isOver = false;
    const over = command.ended.then(() => {
      isOver = true;
    });
    while (written() < until && !isOver) await Promise.race([wait(30), over]);
    await wait(100 * random());
    if (isOver) break;
    made++;
    if (made % 6 === 0) {
      command.kill();
      await command.ended;
      command = start(parts, { queue });
    } else {
      const at = Math.floor(random() * workers);
      hands[at]?.kill();
      hands[at] = newWorker();
    }
  }
  const { code, output } = await command.ended;
  for (const hand of hands) hand.kill();
  await Promise.all(hands.map(({ ended }) => ended));

  const label = `${server.name}, ${shards} parts, ${made} of ${kills} kills, ${workers} workers`;
  const times = Object.values(counts(join(folder, 'parts')));
  const once = code === 0 && made === kills && times.length === shards && times.every((time) => time === 1);
  totals.report(`${label}: each part counts once`, once, code === 0 ? '' : `exit ${code}: ${output.slice(-300)}`);
  const names = existsSync(join(folder, 'parts')) ? readdirSync(join(folder, 'parts')).sort() : [];
  const files = names.filter((name) => name.startsWith('part-'));
  const joined = numbersOf(files.map((name) => join(folder, 'parts', name)));
  totals.report(
    `${label}: joined they are the bytes of one process`,
    files.length === shards && joined === numbersOf([join(folder, 'whole.npy')]),
    `sha256 ${joined.slice(0, 16)}…`,
  );
  const others = names.filter((name) => !files.includes(name)).join(', ');
  totals.report(`${label}: nothing else is left`, others === 'ledger.jsonl, parts.json', others);
}

/** sha256 of the numbers of .npy files, one after the other, without their headers of 128 bytes. @param {string[]} paths */
function numbersOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(path).subarray(128));
  return hash.digest('hex');
}
