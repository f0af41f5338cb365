// The next version from the changesets: numbers, a changelog for each package, and the umbrella's, which tells everything by topic.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './bootstrap/child.mjs';
import { providePnpm } from './bootstrap/pnpm.mjs';
import { root, tool } from './check/tool.mjs';
import { readChanges } from './release/changes.mjs';
import { page } from './release/page.mjs';

const umbrella = join(root, 'apps', 'cli');
const changelog = join(umbrella, 'CHANGELOG.md');

const changes = readChanges(join(root, '.changeset'));
const earlier = existsSync(changelog) ? readFileSync(changelog, 'utf8').replace(/^# .*\n+/, '') : '';

/** @param {{ code: number, output: string }} ended */
function must({ code, output }) {
  process.stdout.write(output);
  if (code !== 0) process.exit(code);
}

must(await tool('changeset', ['version']));
const { version } = JSON.parse(readFileSync(join(umbrella, 'package.json'), 'utf8'));
if (changes.length > 0) {
  writeFileSync(changelog, `${[`# LatentKit`, page(version, changes), earlier].join('\n\n').trimEnd()}\n`);
}
const pnpm = await providePnpm(root, console.log);
must(
  await run(process.execPath, [pnpm.script, 'install', '--lockfile-only', '--prefer-offline'], {
    cwd: root,
    env: pnpm.env,
    onLine: () => {},
  }),
);
