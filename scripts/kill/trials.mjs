import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { numbers } from '../check/numbers.mjs';
import { files, latentkit, newestStep, outcome } from './run.mjs';

/**
 * @typedef {{ main: string, folder: string, train: string[], unbroken: string, report: (name: string, ok: boolean, detail?: string) => void }} Bench
 *   train: the command without --out; unbroken: the outcome to reach
 */

/** Train, or go on with what there is. @param {Bench} bench @param {string} run */
const next = ({ train }, run) => (existsSync(join(run, 'run.json')) ? ['resume', run] : [...train, '--out', run]);

/** SIGKILL at random moments of one run, again and again, until it is through. @param {Bench} bench @param {{ kills: number, seed: number, mostMs: number }} options */
export async function randomKills(bench, { kills, seed, mostMs }) {
  const random = numbers(seed);
  let killed = 0;
  for (let round = 1; killed < kills; round++) {
    const run = join(bench.folder, `random-${round}`);
    const before = killed;
    for (let ended = false; !ended; ) {
      const delay = random() * mostMs;
      let armed = killed < kills;
      const { signal, code, stderr } = await latentkit(bench.main, next(bench, run), {
        onText(child, text) {
          if (!armed || !text.includes('· engine')) return;
          armed = false;
          setTimeout(() => child.kill('SIGKILL'), delay);
        },
      });
      if (signal === 'SIGKILL') killed++;
      else if (code !== 0) throw new Error(stderr);
      else ended = true;
      // A folder that was made and nothing in it is no run yet.
      if (!existsSync(join(run, 'run.json'))) rmSync(run, { recursive: true, force: true });
    }
    const same = (await outcome(run)) === bench.unbroken;
    bench.report(`killed ${killed - before} times at random: the run as if it had not been`, same);
    rmSync(run, { recursive: true, force: true });
  }
}

/** Of two processes on one run the second is refused, and the first minds nothing. @param {Bench} bench */
export async function secondProcess(bench) {
  const run = join(bench.folder, 'second');
  /** @type {Promise<import('./run.mjs').Ended> | undefined} */
  let second;
  const first = await latentkit(bench.main, next(bench, run), {
    onText(child) {
      if (second || !existsSync(join(run, 'run.json'))) return;
      // Held, so that it does not end before the other asks.
      child.kill('SIGSTOP');
      second = latentkit(bench.main, ['resume', run]).finally(() => child.kill('SIGCONT'));
    },
  });
  const refused = await second;
  const ok =
    refused?.code === 2 &&
    /no other process trains, received one that another process is training/.test(refused.stderr);
  const same = first.code === 0 && (await outcome(run)) === bench.unbroken;
  bench.report(
    'a second process on the same run is refused',
    ok && same,
    `${refused?.code}, same ${same}: ${refused?.stderr}`,
  );
  rmSync(run, { recursive: true, force: true });
}

/** What the command does to the files of a run, call by call. @param {Bench} bench */
export async function callsOf(bench) {
  const run = join(bench.folder, 'calls');
  const log = join(bench.folder, 'calls.log');
  await latentkit(bench.main, [...bench.train, '--out', run], { fault: { folder: run, log } });
  rmSync(run, { recursive: true, force: true });
  return readFileSync(log, 'utf8').trim().split('\n');
}

/** Whether the last checkpoint that was written whole by call `at` is there. @param {string[]} calls @param {number} at  from 1 */
function savedBy(calls, at) {
  const manifests = calls
    .slice(0, at - 1)
    .flatMap((call) => /^rename checkpoints\/step-(\d+)\.json\.partial$/.exec(call)?.[1] ?? []);
  return Math.max(0, ...manifests.map(Number));
}

/** SIGKILL at one call: before, half-way, after. @param {Bench} bench @param {string[]} calls @param {{ at: number, kind: string }} fault */
export async function killAt(bench, calls, { at, kind }) {
  const run = join(bench.folder, `kill-${at}-${kind}`);
  const name = `killed ${kind} call ${at}, ${calls[at - 1]}`;
  const { signal } = await latentkit(bench.main, [...bench.train, '--out', run], { fault: { folder: run, at, kind } });
  const kept = newestStep(run) >= savedBy(calls, at);
  if (!existsSync(join(run, 'run.json'))) rmSync(run, { recursive: true, force: true });
  const { code, stderr } = await latentkit(bench.main, next(bench, run));
  const same = code === 0 && (await outcome(run)) === bench.unbroken;
  bench.report(
    name,
    signal === 'SIGKILL' && kept && same,
    `${signal}, kept ${kept}, exit ${code}, same ${same} ${stderr}`,
  );
  rmSync(run, { recursive: true, force: true });
}

/** An error of the system at one call. @param {Bench} bench @param {string[]} calls @param {{ at: number, kind: string }} fault */
export async function errorAt(bench, calls, { at, kind }) {
  const run = join(bench.folder, `error-${at}-${kind}`);
  const { code, stdout, stderr } = await latentkit(bench.main, [...bench.train, '--out', run], {
    fault: { folder: run, at, kind },
  });
  await afterError(bench, run, {
    name: `${kind} at call ${at}, ${calls[at - 1]}`,
    code,
    stdout,
    stderr,
    kept: savedBy(calls, at),
  });
}

/**
 * That a run which met an error said so in one line, kept what was saved, left no litter, and goes on.
 *
 * @param {Bench} bench
 * @param {string} run
 * @param {{ name: string, code: number | null, stdout: string, stderr: string, kept?: number }} met
 */
export async function afterError(bench, run, { name, code, stdout, stderr, kept = 0 }) {
  // A run trains on without a frame of its report's animation.
  const withoutFrame = code === 0 && /^no frame of epoch \d+ for the report: /m.test(stdout);
  const said = withoutFrame || /^latentkit: \S.*: expected .*, received .*\n$/.test(stderr);
  const litter = files(run).filter((file) => file.endsWith('.partial'));
  const saved = newestStep(run) >= kept;
  // What failed before the first byte of a run is refused as a flag of the user's.
  const early = !existsSync(join(run, 'run.json'));
  if (early) rmSync(run, { recursive: true, force: true });
  const again = await latentkit(bench.main, next(bench, run));
  const same = again.code === 0 && (await outcome(run)) === bench.unbroken;
  const ok = said && (withoutFrame || code === 1 || (early && code === 2)) && litter.length === 0 && saved && same;
  bench.report(
    name,
    ok,
    `exit ${code}, litter ${litter}, saved ${saved}, then ${again.code}, same ${same}: ${stderr}${again.stderr}`,
  );
  rmSync(run, { recursive: true, force: true });
}
