// Preloaded (`node --import`) into the command: counts every call that changes the files of a run, and at one of them kills the process or fails.
//
// LATENTKIT_FAULT = {"folder", "log"?: file, "at"?: number, "kind"?: "before" | "half" | "after" | an error code}
// before, after: SIGKILL on that side of the call; half: of a write, after half of its bytes.
import { appendFileSync, writeSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { relative, resolve, sep } from 'node:path';

const { folder, log, at, kind } = JSON.parse(process.env.LATENTKIT_FAULT ?? '{}');
const root = resolve(folder);
let calls = 0;

const die = () => process.kill(process.pid, 'SIGKILL');

/**
 * One call: counted, and met by the fault if it is its turn.
 *
 * @template T
 * @param {string} name
 * @param {string} path
 * @param {() => Promise<T>} call
 * @param {() => void} [half]
 * @returns {Promise<T>}
 */
async function step(name, path, call, half) {
  const inside = relative(root, resolve(path));
  if (inside.startsWith('..') || inside.startsWith(sep)) return call();
  calls++;
  if (log) appendFileSync(log, `${name} ${inside || '.'}\n`);
  if (calls !== at) return call();
  if (kind === 'before') die();
  if (kind === 'half') {
    half?.();
    die();
  }
  if (kind !== 'after') throw Object.assign(new Error(`${kind}: made up, ${name}`), { code: kind });
  await call();
  die();
  return call();
}

const real = { ...fs };
for (const name of /** @type {const} */ (['rename', 'rm', 'mkdir'])) {
  const call = /** @type {(...args: any[]) => Promise<any>} */ (real[name]);
  Object.assign(fs, { [name]: (/** @type {any[]} */ ...args) => step(name, args[0], () => call(...args)) });
}
fs.appendFile = (path, data, ...rest) => step('append', String(path), () => real.appendFile(path, data, ...rest));
fs.open = async (path, ...rest) => {
  const name = String(path);
  const file = await step('open', name, () => real.open(path, ...rest));
  const { writeFile, sync, truncate, close } = file;
  file.writeFile = (content, ...more) => {
    const bytes = Buffer.from(/** @type {string} */ (content));
    const half = () => writeSync(file.fd, bytes.subarray(0, bytes.length / 2));
    return step('write', name, () => writeFile.call(file, content, ...more), half);
  };
  file.sync = () => step('sync', name, () => sync.call(file));
  file.truncate = (length) => step('truncate', name, () => truncate.call(file, length));
  // A close that fails has closed the file all the same.
  file.close = async () => {
    await close.call(file);
    await step('close', name, async () => {});
  };
  return file;
};
syncBuiltinESMExports();
