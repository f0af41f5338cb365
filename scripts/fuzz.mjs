// Every parser on files changed at random, the same ones each time: fuzz [--count 20000] [--from 0] [in-memory | on-disk | names …]
//
//   node scripts/fuzz.mjs --count 1000000 npy csv
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './check/tool.mjs';
import { inMemory, names, onDisk } from './fuzz/names.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '20000' }, from: { type: 'string', default: '0' } },
});
/** Without a word for so long, a parser hangs: no library's own limit of time is half of it. */
const silenceMs = 60_000;
const totals = { passed: 0, failed: 0 };

/** A parser in a process of its own, which says every second where it is. @param {string} name @returns {Promise<void>} */
function fuzz(name) {
  return new Promise((resolve) => {
    const run = join(root, 'scripts', 'fuzz', 'run.mjs');
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--conditions', '@latentkit/source', run, name, values.from, values.count],
      {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    const started = Date.now();
    let [last, done, failed] = [Number(values.from), 0, 0];
    const hang = () => {
      child.kill('SIGKILL');
      console.log(`${name}, case ${last} or one soon after it: no answer for ${silenceMs / 1000} s`);
    };
    let timer = setTimeout(hang, 2 * silenceMs);
    child.on('message', (/** @type {{ at?: number, failure?: string, done?: number }} */ message) => {
      clearTimeout(timer);
      timer = setTimeout(hang, silenceMs);
      if (message.at !== undefined) last = message.at;
      if (message.done !== undefined) done = message.done;
      if (message.failure !== undefined && ++failed <= 20) console.log(message.failure);
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      const missing = Number(values.count) - done;
      if (code !== 0 && missing > 0)
        console.log(`${name}, case ${last} or one soon after it: the process ended (${code})`);
      totals.passed += done - failed;
      totals.failed += failed + missing;
      const seconds = ((Date.now() - started) / 1000).toFixed(0);
      console.log(`${failed + missing === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${done} files, ${seconds} s`);
      resolve();
    });
  });
}

const asked = positionals.flatMap((name) => ({ 'in-memory': inMemory, 'on-disk': onDisk })[name] ?? [name]);
const unknown = asked.find((name) => !names.includes(name));
if (unknown !== undefined || !/^\d+$/.test(values.count) || !/^\d+$/.test(values.from)) {
  console.error(
    `fuzz: expected in-memory, on-disk, names of ${names.join(', ')} and whole numbers, received ${unknown ?? `${values.count}, ${values.from}`}.`,
  );
  process.exit(2);
}
const queue = asked.length > 0 ? asked : names;
const worker = async () => {
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) await fuzz(name);
};
await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
