import { Refusal, refusal } from './refusal.mjs';

/** The first line that names an error, cut to one screen line or two. @param {string} output */
function firstError(output) {
  const line = output.split('\n').find((text) => /ERR_|npm error|EN[A-Z]{4,}|error/i.test(text)) ?? 'no message';
  return line
    .trim()
    .slice(0, 200)
    .replace(/\. Will retry.*|\.+$/, '');
}

const causes = [
  {
    pattern: /ENOSPC/,
    where: 'disk',
    expected: 'space for the packages',
    todo: 'Free some space on the disk of this folder and of your home folder, then run the command again.',
  },
  {
    pattern: /ERR_PNPM_(OUTDATED_LOCKFILE|NO_LOCKFILE|LOCKFILE_CONFIG_MISMATCH|BROKEN_LOCKFILE)/,
    where: 'pnpm-lock.yaml',
    expected: 'the lockfile that fits package.json',
    todo: 'Restore both with git, or write a new lockfile with "npx pnpm install --no-frozen-lockfile".',
  },
  {
    pattern: /\b(EACCES|EPERM|EROFS)\b/,
    where: 'install',
    expected: 'folders that can be written to',
    todo: 'Change the owner of the folder that is named.',
  },
  {
    pattern:
      /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|ERR_PNPM_NO_OFFLINE_\w+|ERR_PNPM_META_FETCH_FAIL|ERR_PNPM_FETCH_\d+|E40[1347]|E5\d\d|CERT_\w+|SELF_SIGNED\w+)\b/,
    where: 'registry',
    expected: 'an answer, or every package in the cache of this machine',
    todo: 'Connect to the network, or set the registry (npm config set registry) and run the command again.',
  },
];

/**
 * What a failed installer's output means, as one line where the cause is known.
 *
 * @param {string} step
 * @param {string} output
 */
export function explain(step, output) {
  const known = causes.find(({ pattern }) => pattern.test(output));
  if (known) return refusal({ ...known, received: firstError(output) });
  const tail = output.trimEnd().split('\n').slice(-20).join('\n');
  return new Refusal(`${step} failed. The last lines it wrote:\n${tail}`, 1);
}
