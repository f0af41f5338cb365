import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeBlocks } from './codeBlocks.ts';
import { makeProject } from './project.ts';
import { runModules } from './runModules.ts';
import { root } from './workspace.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'latentkit-commands-'));
const images = 12;

/** An IDX file of bytes: magic, sizes, values. */
function writeIdx(name: string, sizes: readonly number[]): void {
  const bytes = Buffer.alloc(4 + 4 * sizes.length + sizes.reduce((product, size) => product * size));
  bytes.set([0, 0, 8, sizes.length]);
  for (const [i, size] of sizes.entries()) bytes.writeUInt32BE(size, 4 + 4 * i);
  for (let i = 4 + 4 * sizes.length; i < bytes.length; i++) bytes[i] = i % 10;
  writeFileSync(join(folder, 'digits', name), bytes);
}

/** The `latentkit` lines of a README's shell blocks, on a few images. */
function commandsOf(readme: string): string[] {
  const blocks = codeBlocks(readFileSync(join(root, readme), 'utf8')).filter(({ language }) => language === 'sh');
  const lines = blocks.flatMap(({ code }) => code.split('\n')).map((line) => line.replace(/#.*/, '').trim());
  return lines
    .filter((line) => /^(npx )?latentkit /.test(line))
    .map((line) => line.replace(/^(npx )?latentkit /, '').replace('--data mnist', '--data ../digits --epochs 1'));
}

const readmes = ['README.md', 'apps/cli/README.md'];
const commands = readmes.flatMap((readme, i) =>
  commandsOf(readme).map((command, line) => ({
    command,
    title: `${readme}: latentkit ${command}`,
    module: join(folder, `readme-${i}`, `${line}.ts`),
  })),
);

let outcomes: Map<string, string | undefined>;
beforeAll(async () => {
  mkdirSync(join(folder, 'digits'));
  for (const part of ['train', 't10k']) {
    writeIdx(`${part}-images-idx3-ubyte`, [images, 28, 28]);
    writeIdx(`${part}-labels-idx1-ubyte`, [images]);
  }
  for (const i of readmes.keys()) {
    const project = join(folder, `readme-${i}`);
    makeProject(project, []);
    const rows = Array.from({ length: 60 }, (_, row) => [Math.sin(row), Math.cos(row), row % 7].join());
    writeFileSync(join(project, 'my-table.csv'), ['a,b,c', ...rows].join('\n'));
  }
  for (const { command, module } of commands) {
    const cli = JSON.stringify(join(root, 'apps', 'cli', 'src', 'cli.ts'));
    const code = `import { run } from ${cli};\nconst args = ${JSON.stringify(command)}.split(/\\s+/);\n`;
    writeFileSync(
      module,
      `${code}const code = await run(args);\nif (code !== 0) throw new Error(\`exit code \${code}\`);\n`,
    );
  }
  outcomes = await runModules([commands.map(({ module }) => module)]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the first screen clones this repository, and the commands after that are run here', () => {
  const [first] = codeBlocks(readFileSync(join(root, 'README.md'), 'utf8'));
  const [clone, ...others] = (first?.code ?? '').split('\n').map((line) => line.replace(/#.*/, '').trim());
  const { repository } = JSON.parse(readFileSync(join(root, 'apps', 'cli', 'package.json'), 'utf8'));
  expect(clone).toBe(`git clone ${repository.url.replace('git+', '')} && cd latentkit`);
  const tried = commands.map(({ title }) => title.replace('README.md: ', 'npx '));
  expect(others.filter((line) => line !== '' && !tried.includes(line))).toEqual([]);
});

it.for(commands.map((command) => [command.title, command] as const))('%s', ([, { module }]) => {
  expect(outcomes.get(module)).toBeUndefined();
});
