import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

/** Clock ticks of this process's ended children, and of all cores: what is busy and all. */
function ticks() {
  const own = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  const all = (/^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? '').split(' ').map(Number);
  const total = all.slice(0, 8).reduce((sum, one) => sum + one, 0);
  return { children: Number(own[13]) + Number(own[14]), busy: total - Number(all[3]) - Number(all[4]), total };
}

/**
 * Train by the command.
 *
 * @param {readonly string[]} args after `train`
 * @param {{ cores?: string }} [options] as `taskset -c` takes them
 * @returns loss per example on the test split after each epoch, seconds of each, and the share of the cores that other processes had meanwhile
 */
export function trained(args, { cores } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-rounds-'));
  try {
    const all = [process.execPath, main, 'train', ...args, '--no-report', '--out', join(folder, 'run')];
    const [command, ...rest] = cores === undefined ? all : ['taskset', '-c', cores, ...all];
    const before = ticks();
    const { status, stderr } = spawnSync(String(command), rest, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    const after = ticks();
    const others = after.busy - before.busy - (after.children - before.children);
    const record = JSON.parse(readFileSync(join(folder, 'run', 'run.json'), 'utf8'));
    /** @type {{ test: { perExample: number }, seconds: number }[]} */
    const epochs = record.epochs;
    return {
      losses: epochs.map(({ test }) => test.perExample),
      seconds: epochs.map(({ seconds }) => seconds),
      parameters: Number(record.parameters),
      others: Math.max(0, others) / (after.total - before.total),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {readonly number[]} values */
export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
