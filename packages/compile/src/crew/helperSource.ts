/**
 * The program of a helper thread, as text: a file of its own would have to be found by every bundler that a user may have. It takes ranges
 * of the work that is rung for, as `rangeRunner` does, then looks once more for a while, then sleeps.
 */
export const helperSource = `
'use strict';
const { workerData, receiveMessageOnPort } = require('node:worker_threads');
const { bell, port, looks } = workerData;
const works = new Map();
// A thread that allocates nothing never collects, and would keep the memory of every program that has ended.
const exposed = () => {
  require('node:v8').setFlagsFromString('--expose-gc');
  return require('node:vm').runInNewContext('gc');
};
const collect = typeof Bun === 'undefined' ? exposed() : () => Bun.gc(true);
let known = -1;
const listen = () => {
  known = Atomics.load(bell, 2);
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
    const { add, drop } = next.message;
    if (drop !== undefined && works.delete(drop)) collect();
    if (!add) continue;
    if (add.addresses) load(add);
    else works.set(add.id, { ...add, kernels: loopsOf(add) });
  }
};
const loopsOf = ({ module, memory, exports: names }) => {
  if (!module) return [];
  const { exports } = new WebAssembly.Instance(module, { e: { m: memory } });
  return names.map((name) => exports[name]);
};
const callOf = ({ addresses, koffi: file }) => {
  const koffi = require(file);
  // It makes room for calls when it loads a library.
  koffi.load(null);
  const type = koffi.proto('void *', ['void *', 'void *', 'void *']);
  return (call) => {
    const [to, a, b, c] = addresses.subarray(5 * call, 5 * call + 4);
    try {
      addresses[5 * call + 4] = koffi.call(to, type, a, b, c) ?? 0n;
    } catch {} // It stays what says so.
  };
};
// A thread that is ended while koffi sets itself up takes the process with it, so the calling thread waits for that at its end.
const load = (add) => {
  Atomics.add(bell, 3, 1);
  try {
    if (Atomics.load(bell, 4) === 0) works.set(add.id, { ...add, kernels: [callOf(add), ...loopsOf(add)] });
  } catch {} // The calling thread makes these calls by itself.
  Atomics.sub(bell, 3, 1);
  Atomics.notify(bell, 3);
};
const help = ({ control, ranges, places, parameters, kernels }) => {
  let helped = false;
  for (;;) {
    const claim = Atomics.load(control, 0);
    const range = claim & 0xffff;
    if (range >= Atomics.load(control, 1)) return helped;
    if (Atomics.compareExchange(control, 0, claim, claim + 1) !== claim) continue;
    const loop = ranges[3 * range];
    const given = parameters.subarray(places[loop], places[loop + 1]);
    kernels[loop](ranges[3 * range + 1], ranges[3 * range + 2], ...given);
    Atomics.add(control, 2, 1);
    Atomics.notify(control, 2);
    helped = true;
  }
};
for (;;) {
  const rung = Atomics.load(bell, 0);
  if (Atomics.load(bell, 2) !== known) listen();
  const work = works.get(Atomics.load(bell, 1));
  const most = work?.looks ?? looks;
  for (let look = 0; work && look < most && Atomics.load(bell, 1) === work.id; look++) if (help(work)) look = 0;
  Atomics.wait(bell, 0, rung);
}
`;
