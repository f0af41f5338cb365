import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { counts, filesWith, ledgerOf, outcome } from './command.mjs';
import { gate, password } from './servers.mjs';

/**
 * @typedef {{ start: import('./command.mjs').Start, folder: string, file: string, random: () => number, totals: import('../check/totals.mjs').Totals }} Bench
 *   folder: where commands are started; file: a sweep file in it
 */

/** Pauses between kills. @param {Bench} bench @param {number} mostMs */
const pause = ({ random }, mostMs) => wait(200 + random() * mostMs);

/** @param {Bench} bench @param {string} name */
const begun = ({ folder }, name) => existsSync(join(folder, name, 'ledger.jsonl'));

/** A sweep begins, or goes on. @param {Bench} bench @param {string} name @param {string} workers */
const args = (bench, name, workers) =>
  begun(bench, name)
    ? ['sweep', 'resume', name, '--workers', workers]
    : ['sweep', bench.file, '--out', name, '--workers', workers];

/** An unbroken sweep: what all others must end as. @param {Bench} bench @param {{ workers: number }} options */
export async function unbroken(bench, { workers }) {
  const name = `unbroken-${workers}`;
  const { code, output } = await bench.start(args(bench, name, String(workers))).ended;
  if (code !== 0) throw new Error(`the unbroken sweep ended with ${code}: ${output}`);
  return outcome(join(bench.folder, name));
}

/** In memory: the coordinator and all its workers are killed at once, again and again. @param {Bench} bench @param {{ kills: number, expected: string }} options */
export async function killedInMemory(bench, { kills, expected }) {
  const name = 'memory';
  let killed = 0;
  while (killed < kills) {
    const run = bench.start(args(bench, name, '2'));
    const before = ledgerOf(join(bench.folder, name)).length;
    await grown(bench, name, before + 3, run.ended);
    if (run.child.exitCode !== null) break;
    await Promise.race([pause(bench, 1500), run.ended]);
    run.kill();
    await run.ended;
    killed++;
  }
  const { code, output } = await bench.start(args(bench, name, '2')).ended;
  judge(bench, name, { label: `in memory, ${killed} of ${kills} kills of all processes`, expected, code, output });
}

/** Until a ledger has this many lines, or `ended` ends. @param {Bench} bench @param {string} name @param {number} lines @param {Promise<unknown>} [ended] */
async function grown({ folder }, name, lines, ended) {
  let over = false;
  ended?.then(() => {
    over = true;
  });
  while (ledgerOf(join(folder, name)).length < lines && !over) await wait(50);
}

/**
 * On a server: workers and coordinator in processes of their own, each killed at random moments, and a time in which nobody reaches the server.
 *
 * @param {Bench} bench
 * @param {{ server: import('./servers.mjs').Server, workers: number, workerKills: number, coordinatorKills: number, apart: number, expected: string }} options
 *   apart: lines that the ledger grows by between two kills, if it does within 20 s
 * @returns whether the sweep was long enough for all of them
 */
export async function killedOnServer(
  bench,
  { server, workers, workerKills, coordinatorKills, apart: lines, expected },
) {
  const name = server.name.toLowerCase();
  const { totals, start } = bench;
  const way = await gate(server);
  const queue = way.url;
  let over = false;
  const newWorker = () => start(['worker', '--workers', '1'], { queue });
  const hands = Array.from({ length: workers }, newWorker);
  let coordinator = start(args(bench, name, '0'), { queue });
  let finished = coordinator.ended;
  const watch = () => {
    const mine = coordinator;
    finished = mine.ended.then((result) => {
      if (mine === coordinator) over = true;
      return result;
    });
  };
  watch();
  // One that was just starting when the server went away has ended, and says so: people start it again.
  const startAgain = async () => {
    while (over && (await finished).output.includes('expected a server that answers')) {
      over = false;
      coordinator = start(args(bench, name, '0'), { queue });
      watch();
      await Promise.race([finished, wait(3000)]);
    }
  };
  // Half of the kills before the partition, half after it.
  const kills = shuffled(
    [...Array(workerKills).fill('worker'), ...Array(coordinatorKills).fill('coordinator')],
    bench.random,
  );
  kills.splice(Math.floor(kills.length / 2), 0, 'partition');
  let made = 0;
  for (const kill of kills) {
    await grown(bench, name, 4, finished);
    await pause(bench, 1500);
    await startAgain();
    if (over) break;
    made++;
    const before = ledgerOf(join(bench.folder, name)).length;
    if (kill === 'partition') await way.shutFor(8000);
    else if (kill === 'worker') {
      const at = Math.floor(bench.random() * workers);
      hands[at]?.kill();
      hands[at] = newWorker();
    } else {
      const old = coordinator;
      coordinator = start(args(bench, name, '0'), { queue });
      old.kill();
      await old.ended;
      // The second may have met the lock of the first.
      coordinator.kill();
      await coordinator.ended;
      coordinator = start(args(bench, name, '0'), { queue });
      watch();
    }
    if (lines > 0) await grown(bench, name, before + lines, Promise.race([finished, wait(20_000)]));
  }
  await finished;
  await startAgain();
  const { code, output } = await finished;
  judge(bench, name, {
    label: `${server.name}, ${made} of ${kills.length} kills and a partition, ${workers} workers`,
    expected,
    code,
    output,
  });
  for (const hand of hands) hand.kill();
  await Promise.all(hands.map(({ ended }) => ended));
  const told = [
    ...filesWith(join(bench.folder, name), password),
    ...(start.printed.text.includes(password) ? ['a line'] : []),
  ];
  totals.report(`${server.name}: the password stands nowhere`, told.length === 0, told.join(', '));
  way.close();
  return made === kills.length;
}

/**
 * The time from the kill of a worker to the next attempt at its job, all by TLS; and a server whose certificate nobody vouches for is refused.
 *
 * @param {Bench} bench @param {{ server: import('./servers.mjs').Server, file: string }} options  file: a sweep with one long trial at a time
 */
export async function requeued(bench, { server, file }) {
  const name = `requeued-${server.name.toLowerCase()}`;
  const by = { queue: server.secure, ca: server.ca };
  const refused = await bench.start(['worker'], { queue: server.secure }).ended;
  const isOneLine = /^latentkit: --queue \S+: expected a server that answers, received .*certificate.*\n$/;
  bench.totals.report(
    `${server.name}: a certificate that nobody vouches for is refused`,
    refused.code === 2 && isOneLine.test(refused.output),
    refused.output.trim(),
  );
  const first = bench.start(['worker', '--workers', '1'], by);
  const coordinator = bench.start(['sweep', file, '--out', name, '--workers', '0'], by);
  const attempts = join(bench.folder, name, 'attempts', 'trial-0000-0');
  const count = () => (existsSync(attempts) ? readdirSync(attempts).length : 0);
  while (count() === 0) await wait(50);
  let isReady = false;
  const onText = (/** @type {string} */ text) => {
    isReady ||= text.includes('at work');
  };
  const second = bench.start(['worker', '--workers', '1'], { ...by, onText });
  while (!isReady) await wait(50);
  first.kill();
  const killed = Date.now();
  while (count() < 2 && Date.now() - killed < 60_000) await wait(50);
  const seconds = (Date.now() - killed) / 1000;
  bench.totals.report(
    `${server.name}: by TLS, a killed worker's job is taken again within 20 s`,
    seconds < 20,
    `${seconds.toFixed(1)} s`,
  );
  for (const one of [coordinator, second]) one.kill();
  await Promise.all([coordinator.ended, second.ended]);
}

/** @param {Bench} bench @param {string} name @param {{ label: string, expected: string, code: number | null, output: string }} result */
function judge({ totals, folder }, name, { label, expected, code, output }) {
  const times = Object.values(counts(join(folder, name)));
  const once = times.length > 0 && times.every((time) => time === 1);
  totals.report(
    `${label}: each job counts once`,
    once,
    `${times.length} jobs, exit ${code}${code === 0 ? '' : `: ${output.slice(-300)}`}`,
  );
  const now = code === 0 ? outcome(join(folder, name)) : '';
  totals.report(
    `${label}: ends as the unbroken one, bit for bit`,
    now === expected,
    now === expected ? '' : apart(now, expected),
  );
}

/** Where two texts part. @param {string} a @param {string} b */
function apart(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return `…${a.slice(Math.max(0, at - 60), at + 60)}… instead of …${b.slice(Math.max(0, at - 60), at + 60)}…`;
}

/** @param {string[]} all @param {() => number} random */
function shuffled(all, random) {
  return all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
