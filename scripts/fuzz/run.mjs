// One parser, told by the process that started this: run.mjs name from count
import { fuzz } from './fuzz.mjs';
import { makeTargets } from './targets.mjs';

const [, , name, from, count] = process.argv;
/** @param {object} message */
const tell = (message) => process.send?.(message);
const { targets, isOurs, close } = await makeTargets();
try {
  const target = targets.find((one) => one.name === name);
  if (!target) throw new Error(`no target ${name}`);
  const [first, last] = [Number(from), Number(from) + Number(count)];
  let told = Date.now();
  // In pieces, so that failures are told as they come.
  for (let at = first; at < last; at += 250) {
    const { failures } = await fuzz(target, {
      from: at,
      count: Math.min(250, last - at),
      isOurs,
      onCase: (number) => {
        if (Date.now() - told < 1000) return;
        told = Date.now();
        tell({ at: number, done: number - first });
      },
    });
    for (const failure of failures) tell({ failure });
  }
  tell({ at: last, done: last - first });
} finally {
  close();
  process.disconnect?.();
}
