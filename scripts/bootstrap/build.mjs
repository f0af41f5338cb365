import { run } from './child.mjs';
import { Refusal } from './refusal.mjs';

/**
 * Build by turbo what has changed; quiet unless it fails.
 *
 * @param {string} root
 * @param {Awaited<ReturnType<typeof import('./pnpm.mjs').providePnpm>>} pnpm  turbo looks for it on PATH
 * @param {string[]} args  of turbo, e.g. `--filter=latentkit`
 */
export async function build(root, pnpm, args = []) {
  const flags = ['--ui=stream', '--output-logs=errors-only', '--concurrency=100%'];
  const turbo = [pnpm.script, 'exec', 'turbo', 'run', 'build', ...flags, ...args];
  const { code, output } = await run(process.execPath, turbo, { cwd: root, env: pnpm.env, onLine: () => {} });
  if (code !== 0) throw new Refusal(`${output}\nThe build failed.`, 1);
}
