import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { latentkit } from './run.mjs';
import { afterError } from './trials.mjs';

/** Whether a program runs. @param {string} file @param {string[]} args */
const runs = (file, args) => spawnSync(file, args).status === 0;

/**
 * The same errors from the system itself: ENOSPC of a small tmpfs, EFBIG of a limit, EIO put into system calls by strace.
 *
 * @param {import('./trials.mjs').Bench} bench
 * @param {{ every: number, skip: (name: string, why: string) => void }} options
 */
export async function realFaults(bench, { every, skip }) {
  if (process.platform === 'win32') return skip('errors of the system', 'no POSIX');
  await fileSizeLimit(bench);
  if (runs('mount', ['--version']) && process.getuid?.() === 0) await fullDisk(bench, skip);
  else skip('ENOSPC of a full disk', 'mounting a tmpfs needs root');
  if (runs('strace', ['-qq', '-o', '/dev/null', 'true'])) await systemCalls(bench, every);
  else skip('EIO of system calls', 'strace does not run here');
}

/** A file may not grow beyond 64 KiB, which a checkpoint does. @param {import('./trials.mjs').Bench} bench */
async function fileSizeLimit(bench) {
  const run = join(bench.folder, 'limit');
  const before = ['bash', '-c', 'ulimit -f 64; exec "$@"', 'bash'];
  const { code, stdout, stderr } = await latentkit(bench.main, [...bench.train, '--out', run], { before });
  await afterError(bench, run, {
    name: 'EFBIG by ulimit -f',
    code,
    stdout,
    stderr: /EFBIG/.test(stderr) ? stderr : `no EFBIG: ${stderr}`,
  });
}

/** @param {import('./trials.mjs').Bench} bench @param {(name: string, why: string) => void} skip */
async function fullDisk(bench, skip) {
  const disk = join(bench.folder, 'disk');
  mkdirSync(disk);
  if (!runs('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]))
    return skip('ENOSPC of a full disk', 'no tmpfs here');
  try {
    for (const free of [0, 100, 400, 700]) {
      const run = join(disk, 'run');
      const ballast = join(disk, 'ballast');
      writeFileSync(ballast, new Uint8Array((2048 - 8 - free) * 1024));
      const { code, stdout, stderr } = await latentkit(bench.main, [...bench.train, '--out', run]);
      rmSync(ballast);
      spawnSync('mount', ['-o', 'remount,size=64m', disk]);
      const name = `ENOSPC with ${free} KiB left`;
      await afterError(bench, run, {
        name,
        code,
        stdout,
        stderr: /ENOSPC/.test(stderr) ? stderr : `no ENOSPC: ${stderr}`,
      });
      spawnSync('mount', ['-o', 'remount,size=2m', disk]);
    }
  } finally {
    spawnSync('umount', [disk]);
  }
}

/** EIO of the k-th fsync and the k-th rename. One thread for files, since strace counts by thread. @param {import('./trials.mjs').Bench} bench @param {number} every */
async function systemCalls(bench, every) {
  const log = join(bench.folder, 'strace.log');
  for (const call of ['fsync', 'rename']) {
    const traced = (/** @type {string[]} */ ...more) => [
      'env',
      'UV_THREADPOOL_SIZE=1',
      'strace',
      '-f',
      '-qq',
      '-o',
      log,
      '-e',
      `trace=${call}`,
      ...more,
    ];
    const counting = join(bench.folder, 'counting');
    await latentkit(bench.main, [...bench.train, '--out', counting], { before: traced() });
    rmSync(counting, { recursive: true, force: true });
    const count = readFileSync(log, 'utf8').split(`${call}(`).length - 1;
    for (let at = 1; at <= count; at += every) {
      const run = join(bench.folder, `${call}-${at}`);
      const before = traced('-e', `inject=${call}:error=EIO:when=${at}`);
      const { code, stdout, stderr } = await latentkit(bench.main, [...bench.train, '--out', run], { before });
      // koffi syncs stdout as the process ends, on a thread of its own count, and says on a line of its own that it could not.
      const ours = stderr.replace(/^Error: Failed to sync '<stdout>'.*\n\n?/gm, '');
      await afterError(bench, run, {
        name: `EIO of system call ${call} ${at} of ${count}`,
        code,
        stdout,
        stderr: ours,
      });
    }
  }
}
