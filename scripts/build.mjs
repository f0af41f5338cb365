// The build of every package with the pinned pnpm, whatever is on PATH.
import { build } from './bootstrap/build.mjs';
import { providePnpm } from './bootstrap/pnpm.mjs';
import { Refusal } from './bootstrap/refusal.mjs';
import { root } from './check/tool.mjs';

try {
  await build(root, await providePnpm(root, console.log));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}
