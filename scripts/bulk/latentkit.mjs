import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Start the command; `kill` ends it as a machine that is lost does.
 *
 * @param {string} main @param {readonly string[]} args @param {NodeJS.ProcessEnv} [env]
 */
export function start(main, args, env = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, mostMebibytes, processorSeconds] = ['', 0, 0];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const watch = setInterval(() => {
    mostMebibytes = Math.max(mostMebibytes, residentMebibytes(child.pid));
    processorSeconds = Math.max(processorSeconds, processorTime(child.pid));
  }, 100);
  /** @type {Promise<{ code: number | null, output: string, mostMebibytes: number, processorSeconds: number }>} */
  const ended = new Promise((resolve) =>
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code, output, mostMebibytes, processorSeconds });
    }),
  );
  return { ended, kill: () => child.kill('SIGKILL') };
}

/** The most that a process and those that it started had in memory so far, each for itself; 0 where the system does not say. @param {number | undefined} pid @returns {number} */
function residentMebibytes(pid) {
  try {
    const [, kibibytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return children.reduce((sum, child) => sum + residentMebibytes(Number(child)), Number(kibibytes ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** Seconds of processor time of a process so far, all its threads together. @param {number | undefined} pid */
function processorTime(pid) {
  try {
    const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user, system] = after.split(' ').slice(11, 13).map(Number);
    return (Number(user) + Number(system)) / 100;
  } catch {
    return 0;
  }
}
