// What pnpm new writes passes pnpm check as it stands: tried on a copy of this checkout, which also shows that nothing outside
// the tracked files is needed.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './bootstrap/child.mjs';
import { root } from './check/tool.mjs';

const copy = mkdtempSync(join(tmpdir(), 'latentkit-new-'));
const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
for (const path of listed.split('\0')) {
  if (path !== '' && existsSync(join(root, path))) cpSync(join(root, path), join(copy, path));
}

const commands = [
  ['bootstrap.mjs', 'install'],
  ['new.mjs', 'loss', 'example-cost'],
  ['new.mjs', 'model', 'example-model'],
  ['bootstrap.mjs', 'test'],
  ['long-check.mjs'],
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
