import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleModules } from './exampleModules.ts';
import { lies } from './lies.ts';
import { installMistakes, readReadmes } from './readmes.ts';
import { runModules } from './runModules.ts';
import { typeErrors } from './typeErrors.ts';
import { members } from './workspace.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'latentkit-docs-'));
const readmes = readReadmes(join(folder, 'readmes'));
const examples = members.flatMap((member) => exampleModules(member, join(folder, 'examples')));
const lying = lies(join(folder, 'lies'));

/** One process a package: its README's programs as the first thing that runs, then its examples. */
const processes = [undefined, ...members].map((member) => [
  ...readmes.filter((readme) => readme.member === member).flatMap(({ snippets }) => snippets),
  ...examples.filter((example) => example.member === member && example.runs),
]);

let errorsOf: (module: string) => string[];
let outcomes: Promise<Map<string, string | undefined>>;
beforeAll(() => {
  const modulesOf = (snippets: readonly { module: string }[]) => snippets.map(({ module }) => module);
  outcomes = runModules([...processes.map(modulesOf), Object.values(lying)]);
  errorsOf = typeErrors([
    ...modulesOf([...readmes.flatMap(({ snippets }) => snippets), ...examples]),
    ...Object.values(lying),
  ]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** No type error, and if it was run nothing thrown: neither by the code nor by a comment that is not true of it. */
const holds = async ({ module }: { module: string }) => {
  expect(errorsOf(module)).toEqual([]);
  expect((await outcomes).get(module)).toBeUndefined();
};
const titled = <T extends { title: string }>(list: readonly T[]) => list.map((one) => [one.title, one] as const);
const timeout = 120_000;

describe.each(titled(readmes))('%s', (_, readme) => {
  it('installs the package, its peers and what its programs import', () => {
    expect(installMistakes(readme)).toEqual([]);
  });

  it.for(titled(readme.snippets))('%s holds where only that is installed', { timeout }, ([, program]) =>
    holds(program),
  );
});

describe('examples of doc comments', () => {
  it.for(titled(examples))('%s holds', { timeout }, ([, example]) => holds(example));
});

describe('these tests', () => {
  it('let a true program pass', { timeout }, () => holds({ module: lying.none }));

  it('find a comment that is not true, with its line', { timeout }, async () => {
    expect((await outcomes).get(lying.comment)).toContain(`the comment says 'B', the value is "A"`);
    expect((await outcomes).get(lying.comment)).toContain('README-md-20.ts:21');
  });

  it('find a type error, with its line', () => {
    expect(errorsOf(lying.type)).toEqual([
      "line 31: Argument of type 'number' is not assignable to parameter of type 'Report'.",
    ]);
  });

  it('find an import that nothing installed', { timeout }, async () => {
    expect(errorsOf(lying.install).join()).toContain('line 40: Cannot find module');
    expect((await outcomes).get(lying.install)).toContain("Cannot find package '@latentkit/core'");
  });

  it('find a program that ends the process', { timeout }, async () => {
    expect((await outcomes).get(lying.exit)).toContain('the process ended with code 3 before this had run');
  });

  it('find a peer that is not installed, and a package without use', () => {
    const losses = members.find(({ manifest }) => manifest.name === '@latentkit/losses');
    const readme = { title: 'README.md', snippets: [], code: '', installed: ['@latentkit/losses', 'commander'] };
    expect(installMistakes({ ...readme, ...(losses && { member: losses }) })).toEqual([
      '@tensorflow/tfjs-core is needed and not installed',
      'commander is installed and neither a peer nor imported',
    ]);
  });
});
