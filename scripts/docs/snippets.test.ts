import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleModules } from './exampleModules.ts';
import { installMistakes, readReadmes } from './readmes.ts';
import { runModules } from './runModules.ts';
import { typeErrors } from './typeErrors.ts';
import { members } from './workspace.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'latentkit-docs-'));
const readmes = readReadmes(join(folder, 'readmes'));
const examples = members.flatMap((member) => exampleModules(member, join(folder, 'examples')));

/** One process a package: its README's programs as the first thing that runs, then its examples. */
const processes = [undefined, ...members].map((member) => [
  ...readmes.filter((readme) => readme.member === member).flatMap(({ snippets }) => snippets),
  ...examples.filter((example) => example.member === member && example.runs),
]);

let errorsOf: (module: string) => string[];
let outcomes: Promise<Map<string, string | undefined>>;
beforeAll(() => {
  outcomes = runModules(processes.map((snippets) => snippets.map(({ module }) => module)));
  errorsOf = typeErrors([...readmes.flatMap(({ snippets }) => snippets), ...examples].map(({ module }) => module));
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
