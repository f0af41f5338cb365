import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../bootstrap/child.mjs';

/** @typedef {{ User: string, Env: string[], WorkingDir: string, Entrypoint: string[], StopSignal: string, Healthcheck: { Test: string[] } }} Config  of an image, as Docker has it */
/** @typedef {{ root: string, config: Config }} Image  its files and its settings */
/** @typedef {{ child: import('node:child_process').ChildProcess, exited: Promise<number>, printed: () => string }} Started */

/** As Node's own images have it. */
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Images by buildah, in a store of their own and without a daemon: steps run in a chroot with this machine's network.
 *
 * @param {string} folder
 */
export function builder(folder) {
  const flags = ['root', 'runroot'].flatMap((name) => [`--${name}`, join(folder, name)]);
  const buildah = (/** @type {string[]} */ ...args) =>
    execFileSync('buildah', [...flags, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  return {
    /** An image from files. @param {string} name @param {{ tar: string, settings: string[][] }} base */
    base(name, { tar, settings }) {
      const container = buildah('from', 'scratch');
      buildah('add', container, tar, '/');
      for (const [file = '', at = ''] of settings) buildah('copy', container, file, at);
      buildah('config', '--env', `PATH=${path}`, container);
      buildah('commit', '--rm', container, `docker.io/library/${name}`);
    },
    /** As `docker build -f deploy/Dockerfile -t latentkit .`. @param {string} context */
    async build(context) {
      const args = ['build', '--isolation', 'chroot', '--pull-never', '--format', 'docker', '--layers=false'];
      const file = ['-f', join(context, 'deploy', 'Dockerfile'), '-t', 'latentkit', context];
      const { code, output } = await run('buildah', [...flags, ...args, ...file], { cwd: context, onLine: () => {} });
      if (code !== 0) throw new Error(output.trim().split('\n').slice(-5).join('\n'));
    },
    /** @returns {Image} */
    open() {
      const root = buildah('mount', buildah('from', '--pull-never', 'latentkit'));
      const inspected = buildah('inspect', '--type', 'image', 'latentkit');
      return { root, config: /** @type {Config} */ (JSON.parse(inspected).Docker.config) };
    },
    /** Ends the mounts, which would keep the folder from being removed; buildah leaves its store's own. */
    close() {
      buildah('umount', '--all');
      spawnSync('umount', [join(folder, 'root', 'overlay')]);
    },
  };
}

/**
 * Starts a program of an image as `docker run` does: by the image's user, environment and folder. The process is the program itself, so that signals reach it.
 *
 * @param {Image} image
 * @param {string[]} command
 * @param {{ env?: string[], runs?: string }} [options]  runs: a folder of this machine that is mounted at /runs, read-only
 * @returns {Started}
 */
export function start({ root, config }, command, { env = [], runs } = {}) {
  const mounts = [
    ...['proc', 'sys', 'dev'].map((name) => `mount --rbind /${name} "$1/${name}"`),
    ...(runs === undefined ? [] : [`mount --bind -o ro '${runs}' "$1/runs"`]),
  ];
  mkdirSync(join(root, 'dev'), { recursive: true });
  const inside = ['env', '-i', '-C', config.WorkingDir, ...config.Env, ...env, ...command];
  const script = [...mounts, `exec chroot --userspec='${config.User}' "$@"`].join(' && ');
  const child = spawn('unshare', ['--mount', 'sh', '-c', script, 'sh', root, ...inside], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
  const exited = new Promise((done) => child.on('close', (code) => done(code ?? 1)));
  return { child, exited, printed: () => text };
}

/** The bytes of files below a folder, in MB. @param {string} folder */
export const megabytes = (folder) =>
  Math.round(Number.parseInt(execFileSync('du', ['-sxb', folder], { encoding: 'utf8' }), 10) / 1e6);
