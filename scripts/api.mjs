// The public signatures of every package, api/NAME.api.md, against those that were built; `pnpm api` writes them again.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { differences, report } from './api/report.mjs';
import { signaturesOf } from './api/signatures.mjs';
import { root } from './check/tool.mjs';

const { values: flags } = parseArgs({ options: { write: { type: 'boolean' } } });
const folder = join(root, 'api');

/** The declaration file of each public import path. What is `internal` is without promise. @param {Record<string, any>} exports */
function entriesOf(exports) {
  return Object.entries(exports).flatMap(([path, { types, import: esm } = {}]) => {
    const file = types ?? esm?.types;
    return file === undefined || path.startsWith('./internal') ? [] : [{ path, file }];
  });
}

/** @type {Map<string, string>} */
const reports = new Map();
for (const group of ['packages', 'apps']) {
  for (const name of readdirSync(join(root, group))) {
    const manifest = join(root, group, name, 'package.json');
    if (!existsSync(manifest)) continue;
    const { private: kept, name: called, exports = {} } = JSON.parse(readFileSync(manifest, 'utf8'));
    const entries = kept ? [] : entriesOf(exports);
    if (entries.length === 0) continue;
    const paths = Object.fromEntries(entries.map(({ path, file }) => [called + path.slice(1), file.slice(2)]));
    const read = (/** @type {string} */ path) => readFileSync(join(root, group, name, path), 'utf8');
    reports.set(`${called.replace('@latentkit/', '')}.api.md`, report(called, signaturesOf(paths, read)));
  }
}

mkdirSync(folder, { recursive: true });
const faults = /** @type {string[]} */ ([]);
for (const file of new Set([...readdirSync(folder), ...reports.keys()])) {
  const path = join(folder, file);
  const [before, after] = [existsSync(path) ? readFileSync(path, 'utf8') : '', reports.get(file) ?? ''];
  if (before === after) continue;
  const changes = differences(before, after);
  if (!flags.write) faults.push(`api/${file}: ${changes.join(', ') || 'its text changed'}`);
  else if (reports.has(file)) writeFileSync(path, after);
  else rmSync(path);
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error('Public signatures are not as reported. If that is meant, run `pnpm api` and commit the reports.');
  process.exitCode = 1;
}
