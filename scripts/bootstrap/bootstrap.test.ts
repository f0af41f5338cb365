import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from './child.mjs';
import { explain } from './failure.mjs';
import { childEnvironment, pinnedVersion } from './pnpm.mjs';
import { checkDisk, checkWritable, findNpm } from './preconditions.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The bootstrap as a Node of that version would run it. */
function bootstrapOn(version: string, command: string) {
  const entry = JSON.stringify(join(root, 'scripts', 'bootstrap.mjs'));
  const script = `Object.defineProperty(process.versions, 'node', { value: '${version}' });
    process.argv = [process.argv[0], 'bootstrap.mjs', '${command}']; import(${entry});`;
  return spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
}

describe('preconditions', () => {
  it.each(['12.22.0', '18.20.8', '20.18.3', '21.7.0', '22.11.0'])('refuses Node %s in one line', (version) => {
    const { status, stderr, stdout } = bootstrapOn(version, 'demo');
    expect(stderr).toBe(
      `node: expected version 20.19 or later (22.12 or later of the 22 line), received ${version}. ` +
        'Install a current Node and run the command again.\n',
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  it.each(['20.19.0', '22.12.0', '24.1.0'])('lets Node %s pass, and refuses an unknown command', (version) => {
    const { status, stderr } = bootstrapOn(version, 'dance');
    expect(stderr).toBe('bootstrap: expected one of install, command, demo, gallery, site, test, received "dance".\n');
    expect(status).toBe(2);
  });

  it('names the same oldest Node as package.json', () => {
    expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node).toBe('>=20.19');
    expect(pinnedVersion(root)).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('says how much disk is needed and how much is there', () => {
    const statfs = () => ({ bavail: 40, bsize: 2 ** 20 });
    expect(() => checkDisk('/data', 41, statfs)).toThrow(
      '/data: expected 41 MiB free on its disk, received 40 MiB. Free some space, or clone to another disk.',
    );
    expect(() => checkDisk('/data', 40, statfs)).not.toThrow();
  });

  it('refuses a folder that cannot be written to', () => {
    const folder = mkdtempSync(join(tmpdir(), 'latentkit-'));
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => checkWritable(join(file, 'below'))).toThrow(
      /^.*below: expected a folder that can be written to, received ENOTDIR/,
    );
    rmSync(folder, { recursive: true });
  });
});

describe('npm', () => {
  it('is the one that called us', () => {
    const folder = mkdtempSync(join(tmpdir(), 'latentkit-'));
    const script = join(folder, 'inside', 'npm-cli.js');
    mkdirSync(dirname(script));
    writeFileSync(script, '');
    expect(findNpm({ npm_execpath: script, PATH: '' })).toBe(script);
    rmSync(folder, { recursive: true });
  });
});

describe('what a failed install means', () => {
  it.each([
    [
      'npm error code ECONNREFUSED',
      /^registry: expected an answer, or every package in the cache.*received npm error code ECONNREFUSED\./,
    ],
    ['ERR_PNPM_META_FETCH_FAIL  GET foo: getaddrinfo ENOTFOUND', /^registry:/],
    [' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install', /^pnpm-lock\.yaml: expected the lockfile that fits package\.json/],
    ['Error: ENOSPC: no space left on device, write\nECONNRESET', /^disk: expected space for the packages/],
    ["npm error EACCES: permission denied, mkdir '/x'", /^install: expected folders that can be written to.*\/x/],
  ])('%s', (output, message) => {
    const refusal = explain('pnpm install', `noise\n${output}\n`);
    expect(refusal.message).toMatch(message);
    expect(refusal.message).not.toContain('\n');
    expect(refusal.exitCode).toBe(2);
  });

  it('shows the end of what it does not know', () => {
    const refusal = explain('pnpm install', 'one\ntwo\n');
    expect(refusal.message).toBe('pnpm install failed. The last lines it wrote:\none\ntwo');
    expect(refusal.exitCode).toBe(1);
  });
});

describe('child processes', () => {
  const node = (script: string) => run(process.execPath, ['-e', script], { cwd: root, onLine: () => {} });

  it('keeps the exit code, and the signal as shells write it', async () => {
    expect((await node('process.exit(7)')).code).toBe(7);
    expect((await node("process.kill(process.pid, 'SIGTERM')")).code).toBe(process.platform === 'win32' ? 1 : 143);
  });

  it('keeps what was written, and hands over whole lines', async () => {
    const lines: string[] = [];
    const script = "process.stdout.write('a'); setTimeout(() => process.stdout.write('b\\nc\\n'), 20)";
    const { output } = await run(process.execPath, ['-e', script], { cwd: root, onLine: (line) => lines.push(line) });
    expect(output).toBe('ab\nc\n');
    expect(lines).toEqual(['ab', 'c']);
  });

  it('drops settings that would leave development dependencies out', () => {
    const kept = childEnvironment({
      NODE_ENV: 'production',
      npm_config_omit: 'dev',
      npm_config_registry: 'r',
      PATH: 'p',
    });
    expect(kept).toMatchObject({ npm_config_registry: 'r', PATH: 'p', TURBO_TELEMETRY_DISABLED: '1' });
    expect(Object.keys(kept)).not.toEqual(expect.arrayContaining(['NODE_ENV']));
    expect(Object.keys(kept)).not.toEqual(expect.arrayContaining(['npm_config_omit']));
  });
});
