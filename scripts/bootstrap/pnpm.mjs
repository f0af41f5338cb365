import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';
import { explain } from './failure.mjs';
import { checkWritable, findNpm } from './preconditions.mjs';

/** The version of the `packageManager` field, `pnpm@X` or `pnpm@X+hash`. @param {string} root */
export function pinnedVersion(root) {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return /^pnpm@([^+]+)/.exec(packageManager)?.[1] ?? '';
}

/** Where this user's caches lie; ours is the folder `latentkit` in it. @param {NodeJS.ProcessEnv} env */
function cacheFolder(env = process.env) {
  const base =
    process.platform === 'win32'
      ? (env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
      : (env.XDG_CACHE_HOME ?? join(homedir(), '.cache'));
  return join(base, 'latentkit');
}

/**
 * The environment for everything started here: patient but not endless with the registry, silent about updates, and free of
 * settings that would leave development dependencies out.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(env = process.env) {
  const harmful =
    /^(NODE_ENV|npm_config_(omit|include|only|production|dev|optional|global|location|workspaces?|loglevel))$/i;
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !harmful.test(name)));
  return {
    npm_config_fetch_retries: '3',
    npm_config_fetch_retry_mintimeout: '1000',
    npm_config_fetch_retry_maxtimeout: '8000',
    npm_config_update_notifier: 'false',
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    ...kept,
  };
}

/**
 * Put the pinned pnpm into the user's cache folder with npm, once; nothing global, no corepack, and no network afterwards
 * (`npm exec` would ask the registry each time).
 *
 * @param {string} root
 * @param {(text: string) => void} say
 * @returns {Promise<{ script: string, env: NodeJS.ProcessEnv }>} pnpm's script for Node, and an environment whose PATH starts with it
 */
export async function providePnpm(root, say) {
  const version = pinnedVersion(root);
  const folder = join(cacheFolder(), `pnpm-${version}`);
  const bin = join(folder, 'node_modules', '.bin');
  const script = join(folder, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs');
  const env = childEnvironment();
  if (!existsSync(script)) {
    const npm = findNpm();
    checkWritable(cacheFolder());
    say(`Fetching pnpm ${version} into ${folder}`);
    const fresh = `${folder}.${process.pid}`;
    mkdirSync(fresh, { recursive: true });
    writeFileSync(join(fresh, 'package.json'), '{"private":true}\n');
    const flags = [
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--bin-links',
      '--ignore-scripts',
      '--no-package-lock',
    ];
    const args = [npm, 'install', '--prefix', fresh, ...flags, '--loglevel=error', `pnpm@${version}`];
    const { code, output } = await run(process.execPath, args, { cwd: fresh, env, onLine: () => {} });
    if (code === 0) rename(fresh, folder);
    rmSync(fresh, { recursive: true, force: true });
    if (code !== 0) throw explain(`npm install pnpm@${version}`, output);
  }
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { script, env: { ...env, [name]: `${bin}${delimiter}${env[name] ?? ''}` } };
}

/** Another bootstrap may have been first: then its folder is as good as ours. @param {string} from @param {string} to */
function rename(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(join(to, 'node_modules', 'pnpm'))) throw error;
  }
}
