// Our safetensors beside Python's: the table of attacks, files changed at random, and what each side reads of the other's files.
//
//   node scripts/safetensors-check.mjs [--mutations 20000] [--seed 1] [--write]
//
// --write puts Python's verdicts into the table, which the tests compare with. Needs core built and python3 with pip; what it installs is kept in
// ${XDG_CACHE_HOME:-~/.cache}/latentkit.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { withPython } from './check/python.mjs';
import { root } from './check/tool.mjs';
import { caseFile } from './safetensors/caseFile.mjs';
import { mutations } from './safetensors/mutations.mjs';

const { values: flags } = parseArgs({
  options: {
    mutations: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const table = join(root, 'packages', 'core', 'testdata', 'safetensors_cases.json');
const atOnce = 50_000;
const totals = { passed: 0, failed: 0 };

/** @param {string} name @param {boolean} ok */
function report(name, ok) {
  totals[ok ? 'passed' : 'failed']++;
  if (!ok) console.log(`FAILED ${name}`);
}

await withPython('safetensors', ['safetensors'], async ({ folder, python }) => {
  /** What Python says to each file. @param {readonly Uint8Array[]} files @param {string[]} more */
  const verdicts = async (files, ...more) => {
    const pack = join(folder, 'pack');
    const lengths = files.map(({ length }) => Buffer.from(Uint32Array.of(length).buffer));
    writeFileSync(pack, Buffer.concat(files.flatMap((file, i) => [/** @type {Buffer} */ (lengths[i]), file])));
    const script = join(root, 'scripts', 'safetensors', 'verdicts.py');
    const { code, output } = await python([script, pack, ...more], { onLine: () => {} });
    if (code !== 0) throw new Error(output);
    return output;
  };

  const built = pathToFileURL(join(root, 'packages', 'core', 'dist', 'index.js')).href;
  const { decodeSafetensors, encodeSafetensors } = await import(built);
  /** Accepted, or sound and of a dtype that is not ours. @param {Uint8Array} file */
  const accepts = (file) => {
    try {
      decodeSafetensors(file);
      return true;
    } catch (error) {
      const { code } = /** @type {{ code?: string }} */ (error);
      if (code !== 'FILE_FORMAT' && code !== 'DTYPE') throw error;
      return code === 'DTYPE';
    }
  };

  const { cases } = /** @type {{ cases: import('./safetensors/caseFile.mjs').Case[] }} */ (
    JSON.parse(readFileSync(table, 'utf8'))
  );
  const files = cases.map(caseFile);
  const said = await verdicts(files);
  const withVerdicts = cases.map((one, i) => ({ ...one, python: said[i] === '1' }));
  if (flags.write) writeFileSync(table, `${JSON.stringify({ cases: withVerdicts }, null, 1)}\n`);
  for (const [i, { name, python, stricter }] of withVerdicts.entries()) {
    report(`${name}: as the table says`, flags.write || cases[i]?.python === python);
    report(`${name}: as Python`, accepts(/** @type {Uint8Array} */ (files[i])) === (python && !stricter));
  }
  console.log(`${cases.length} attacks and edges`);

  const small = files.filter(({ length }, i) => length < 500 && !cases[i]?.stricter);
  const [count, seed] = [Number(flags.mutations), Number(flags.seed)];
  let sound = 0;
  for (let done = 0; done < count; done += atOnce) {
    const changed = [...mutations(small, { count: Math.min(atOnce, count - done), seed: seed + done })];
    const judged = await verdicts(changed);
    for (const [i, file] of changed.entries()) {
      const python = judged[i] === '1';
      const text = Buffer.from(file).toString('latin1');
      // A size beyond 2^53, of a tensor without numbers, is no number of ours.
      const beyond = /\d{16}/.test(text) && !accepts(file);
      report(`Python ${python ? 'accepts' : 'refuses'} ${JSON.stringify(text)}`, beyond || accepts(file) === python);
      if (python) sound++;
    }
  }
  console.log(`${count} files changed at random (seed ${seed}), ${sound} of them still sound`);

  const ours = {
    'a/kernel': { values: Float32Array.of(1.5, -0, 3e38), shape: [3, 1] },
    step: { values: Int32Array.of(-7), shape: [] },
  };
  await verdicts([encodeSafetensors(ours, { format: 'latentkit', note: 'ü\n"' })], folder);
  const theirs = JSON.parse(readFileSync(join(folder, '0.json'), 'utf8'));
  for (const [name, { values, shape }] of Object.entries(ours)) {
    const { dtype, shape: read, data } = theirs[name];
    report(
      `Python reads our ${name}`,
      dtype === (values instanceof Int32Array ? 'I32' : 'F32') && String(read) === String(shape),
    );
    report(`Python reads the bytes of our ${name}`, data === Buffer.from(values.buffer).toString('hex'));
  }
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
  return totals.failed === 0 ? 0 : 1;
});
