// What pnpm new writes passes pnpm check as it stands: tried on a copy of this checkout, which also shows that nothing outside
// the tracked files is needed. Of the tests those of the packages that it writes to and of what they stand on: CI runs this on the newest Node.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './bootstrap/child.mjs';
import { copyCheckout } from './check/copyCheckout.mjs';

const copy = mkdtempSync(join(tmpdir(), 'latentkit-new-'));
copyCheckout(copy);

const tests = ['packages/losses', 'packages/models', 'packages/core', 'packages/catalogue', 'scripts/new'];
const commands = [
  ['bootstrap.mjs', 'install'],
  ['new.mjs', 'loss', 'example-cost'],
  ['new.mjs', 'model', 'example-model'],
  ['build.mjs'],
  ['api.mjs', '--write'],
  ['long-check.mjs', 'scripts/docs/snippets'],
  ['bootstrap.mjs', 'test', ...tests],
];
try {
  for (const [script = '', ...args] of commands) {
    const { code } = await run(process.execPath, [join('scripts', script), ...args], { cwd: copy });
    process.exitCode = code;
    if (code !== 0) break;
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
