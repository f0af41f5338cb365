// Runs the rules' tests, notes which kernels they compare with eager, and writes KERNELS.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const notes = join(mkdtempSync(join(tmpdir(), 'kernels-')), 'names');
const root = join(import.meta.dirname, '../../..');
const run = (folder) => {
  const { status } = spawnSync('pnpm', ['exec', 'vitest', 'run', folder], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, KERNEL_COVERAGE: notes },
  });
  if (status !== 0) process.exit(status ?? 1);
};
run('packages/compile/src/kernels');
run('packages/compile/src/testing');
