import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { fileOf, moduleOf, versionBeside } from './installed.ts';

const [program, folder] = [process.argv[1] as string, process.cwd()];
const made: string[] = [];
afterEach(() => {
  process.argv[1] = program;
  process.chdir(folder);
  for (const path of made.splice(0)) rmSync(path, { recursive: true });
});

/** A project that has a package `made-up`, which has a `runtime` of its own. */
function project(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'latentkit-installed-')));
  made.push(root);
  const packages = { 'made-up': '1.0.0', 'made-up/node_modules/runtime': '2.0.0' };
  for (const [name, version] of Object.entries(packages)) {
    mkdirSync(join(root, 'node_modules', name), { recursive: true });
    const exports = {
      './package.json': './package.json',
      './node': { import: { default: './node.js' }, require: './node.cjs' },
    };
    writeFileSync(join(root, 'node_modules', name, 'package.json'), JSON.stringify({ version, exports }));
  }
  writeFileSync(join(root, 'main.js'), '');
  return root;
}

it('finds a package beside the program that runs and in the working folder, and what it alone has', () => {
  const file = 'made-up/package.json';
  expect([fileOf(file), versionBeside(file, 'runtime')]).toEqual([undefined, undefined]);
  const root = project();
  const found = [join(root, 'node_modules', file), '2.0.0'];
  process.argv[1] = join(root, 'main.js');
  expect([fileOf(file), versionBeside(file, 'runtime')]).toEqual(found);
  process.argv[1] = program;
  process.chdir(root);
  expect([fileOf(file), versionBeside(file, 'runtime')]).toEqual(found);
  expect(versionBeside(file, 'other')).toBeUndefined();
  expect(moduleOf('made-up', './node')).toBe(join(root, 'node_modules', 'made-up', 'node.js'));
  expect([moduleOf('made-up', './other'), moduleOf('other', './node')]).toEqual([undefined, undefined]);
});
